/** Makes a docker configuration lead to one engine. */
import { createHash } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Certificates, EngineAddress } from './address.ts'

/** What docker-buildx has to find in its environment to reach an engine: names and places, nothing secret. */
export type EngineVariables = Record<string, string>

const name = 'engine'

/**
 * Readies the folder that will be DOCKER_CONFIG and says what else the call needs. Certificates go into a docker
 * context there, because buildx on its own does not read DOCKER_TLS_VERIFY and DOCKER_CERT_PATH (seen on 0.13.1).
 * Whoever removes the folder removes the key.
 */
export async function connectEngine(dockerConfig: string, address: EngineAddress): Promise<EngineVariables> {
  if (address.kind === 'builder') return builderVariables(address.name)
  // BUILDX_BUILDER is always named, or a builder that somebody chose with `buildx use` would take the engine's place.
  if (!address.certificates) return { DOCKER_HOST: address.host, BUILDX_BUILDER: 'default' }
  await writeContext(dockerConfig, address.host, address.certificates)
  return { DOCKER_CONTEXT: name, BUILDX_BUILDER: name }
}

/** A builder with the driver `docker-container` may stand on the engine of the environment. */
function builderVariables(builder: string): EngineVariables {
  const { DOCKER_HOST } = process.env
  return { BUILDX_BUILDER: builder, ...(DOCKER_HOST && { DOCKER_HOST }) }
}

/** https://github.com/docker/cli/tree/master/cli/context/store: a context's folders are named by a hash of its name. */
async function writeContext(dockerConfig: string, host: string, tls: Certificates): Promise<void> {
  const hash = createHash('sha256').update(name).digest('hex')
  const meta = path.join(dockerConfig, 'contexts', 'meta', hash)
  const secrets = path.join(dockerConfig, 'contexts', 'tls', hash, 'docker')
  for (const folder of [meta, secrets]) await mkdir(folder, { recursive: true, mode: 0o700 })
  const docker = { Host: host, SkipTLSVerify: false }
  await writeFile(
    path.join(meta, 'meta.json'),
    JSON.stringify({ Name: name, Metadata: {}, Endpoints: { docker } }),
  )
  const files = { 'ca.pem': tls.ca, 'cert.pem': tls.certificate, 'key.pem': tls.key }
  const given = Object.entries(files).filter(([, text]) => text !== '')
  await Promise.all(given.map(([file, text]) => writeFile(path.join(secrets, file), text, { mode: 0o600 })))
}
