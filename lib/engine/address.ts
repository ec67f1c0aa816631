/** Where an engine is: Docker at an address, or a buildx builder by its name, whatever its driver. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** PEM; empty where there is none. */
export type Certificates = { ca: string; certificate: string; key: string }

/** `host` as in DOCKER_HOST. With `certificates` the engine is spoken to in TLS. */
export type EngineAddress =
  | { kind: 'docker'; host: string; certificates: Certificates | null }
  | { kind: 'builder'; name: string }

/** The engine that the environment names, by the rules of the docker client. */
export function environmentAddress(env: NodeJS.ProcessEnv = process.env): EngineAddress {
  if (env.BUILDX_BUILDER) return { kind: 'builder', name: env.BUILDX_BUILDER }
  const host = env.DOCKER_HOST || 'unix:///var/run/docker.sock'
  const isTls = Boolean(env.DOCKER_TLS_VERIFY) && host.startsWith('tcp://')
  return { kind: 'docker', host, certificates: isTls ? readCertificates(env) : null }
}

function readCertificates(env: NodeJS.ProcessEnv): Certificates {
  const folder = env.DOCKER_CERT_PATH || path.join(env.HOME ?? '', '.docker')
  const read = (name: string) => readIfThere(path.join(folder, name))
  return { ca: read('ca.pem'), certificate: read('cert.pem'), key: read('key.pem') }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw error
  }
}
