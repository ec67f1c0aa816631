/** Someone whose line takes 1 kB a second. */
import net from 'node:net'

export type SlowViewer = {
  /** Bytes that were taken so far. */
  taken(): number
  isConnected(): boolean
  leave(): void
}

const bytesPerSecond = 1_000
const readsPerSecond = 10

/** Asks for a build's stream and reads it slowly until `leave`. */
export function viewSlowly({ port, buildId, cookie }: Viewing): SlowViewer {
  const socket = net.connect(port, '127.0.0.1')
  const request = [`GET /api/builds/${buildId}/events HTTP/1.1`, 'host: 127.0.0.1', `cookie: ${cookie}`]
  socket.write(`${request.join('\r\n')}\r\n\r\n`)
  socket.on('error', () => {})
  let taken = 0
  socket.once('readable', () => {
    const timer = setInterval(take, 1000 / readsPerSecond)
    socket.once('close', () => clearInterval(timer))
  })
  function take(): void {
    const bytes: Buffer | null = socket.read(bytesPerSecond / readsPerSecond)
    taken += bytes?.length ?? 0
  }
  return {
    taken: () => taken,
    isConnected: () => socket.readyState === 'open',
    leave: () => socket.destroy(),
  }
}

type Viewing = { port: number; buildId: number; cookie: string }
