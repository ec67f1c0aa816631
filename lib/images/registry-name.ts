/** One name for one registry, however it is written: in references, settings, pull secrets, the environment. */

const hubNames = ['docker.io', 'index.docker.io', 'registry-1.docker.io']
/** Who runs them gives places to everybody. What they have for everybody there is nobody's secret. */
const publicNames = ['docker.io', 'ghcr.io', 'quay.io', 'gcr.io', 'public.ecr.aws', 'registry.gitlab.com']

/**
 * `Registry-1.Docker.IO` is `docker.io`, `reg.example:443` is `reg.example`, `127.1:05000` is `127.0.0.1:5000`: as
 * addresses of https are read. What is no host with a port comes back in lowercase.
 */
export function registryName(written: string): string {
  const isHost = /^[a-z0-9.-]+(:\d+)?$/i.test(written)
  const host = (isHost && URL.parse(`https://${written}`)?.host) || written.toLowerCase()
  return hubNames.includes(host) ? 'docker.io' : host
}

/** Whether a registry, by the name that `registryName` gives it, is one of those that are for everybody. */
export function isPublicRegistry(name: string): boolean {
  return publicNames.includes(name)
}
