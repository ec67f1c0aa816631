/** The environment of docker-buildx: what it needs and nothing of ours, so that no secret can be read there. */
import path from 'node:path'
import { config } from '#lib/config.ts'

const passedOn = ['PATH', 'HOME', 'DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'BUILDX_BUILDER']
const networkOnes = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']

/** Environment for one call that reads its credentials from `dockerConfig`. */
export function engineEnvironment(dockerConfig: string): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    NODE_ENV: 'production',
    DOCKER_CONFIG: dockerConfig,
    // Builder definitions live here; without it buildx would look beside the moved DOCKER_CONFIG.
    BUILDX_CONFIG: path.join(config().SLIPWAY_DATA, 'buildx'),
    BUILDX_METADATA_PROVENANCE: 'disabled',
    LC_ALL: 'C',
  }
  const inherited = [...passedOn, ...networkOnes].map((name) => [name, process.env[name]])
  return { ...Object.fromEntries(inherited.filter(([, value]) => value)), ...env }
}
