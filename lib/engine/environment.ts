/** The environment of docker-buildx: what it needs and nothing of ours, so that no secret can be read there. */
import path from 'node:path'
import { config } from '#lib/config.ts'
import type { EngineVariables } from './connect.ts'

const ownOnes = ['PATH', 'HOME']
const networkOnes = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']
/** How a builder with the kubernetes driver finds its cluster; the first is a path. */
const clusterOnes = ['KUBECONFIG', 'KUBERNETES_SERVICE_HOST', 'KUBERNETES_SERVICE_PORT']

/** Environment for one call that reads its credentials from `dockerConfig` and is meant for one engine. */
export function engineEnvironment(
  dockerConfig: string,
  engine: EngineVariables = inherited(['DOCKER_HOST', 'BUILDX_BUILDER']),
): NodeJS.ProcessEnv {
  return {
    ...inherited([...ownOnes, ...networkOnes, ...clusterOnes]),
    ...engine,
    NODE_ENV: 'production',
    DOCKER_CONFIG: dockerConfig,
    // What a killed buildx leaves goes with the folder.
    TMPDIR: dockerConfig,
    // Builder definitions live here, the builder's alone; without it buildx would look beside the moved DOCKER_CONFIG.
    BUILDX_CONFIG: path.join(config().SLIPWAY_DATA, 'buildx'),
    BUILDX_METADATA_PROVENANCE: 'disabled',
    LC_ALL: 'C',
  }
}

/**
 * The same for a question to a registry, which needs no engine: web and builder ask, and may be two users. Only the
 * builder is told of a builder of the environment, whose definition may say how registries are reached.
 */
export function registryEnvironment(dockerConfig: string): NodeJS.ProcessEnv {
  const environment = engineEnvironment(dockerConfig)
  if (environment.BUILDX_BUILDER) return environment
  return { ...environment, BUILDX_CONFIG: path.join(dockerConfig, 'buildx') }
}

function inherited(names: readonly string[]): Record<string, string> {
  const given = names.map((name) => [name, process.env[name]])
  return Object.fromEntries(given.filter(([, value]) => value))
}
