/** Asks the engine how it keeps images. */
import { request } from 'node:http'
import { z } from 'zod'

const info = z.object({ DriverStatus: z.array(z.array(z.string())).default([]) })

/** Whether the engine uses the containerd image store; false also where it cannot be asked this way. */
export async function hasContainerdStore(dockerHost = process.env.DOCKER_HOST): Promise<boolean> {
  const socketPath = dockerHost ? dockerHost.match(/^unix:\/\/(.+)$/)?.[1] : '/var/run/docker.sock'
  if (!socketPath) return false
  try {
    const { DriverStatus } = info.parse(JSON.parse(await getInfo(socketPath)))
    return DriverStatus.flat().some((text) => text.startsWith('io.containerd.snapshotter'))
  } catch {
    return false
  }
}

function getInfo(socketPath: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const asked = request({ socketPath, path: '/info', timeout: 5_000 }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
      response.on('error', reject)
    })
    asked.on('timeout', () => asked.destroy(new Error('The engine did not answer.')))
    asked.on('error', reject)
    asked.end()
  })
}
