/** A pod that runs an image, as `kubectl apply -f` takes it. */

export type PodFor = {
  /** The image name. */
  name: string
  /** Pinned by digest where that is known. */
  image: string
  hasGpu: boolean
  /** The secret of the namespace that holds the login for the registry; null where none is needed. */
  secret: string | null
}

/** YAML. Nothing in it needs quotes: names and references have letters, numbers and `-._:/@` only. */
export function podManifest({ name, image, hasGpu, secret }: PodFor): string {
  const pod = hasGpu ? `${name}-gpu` : name
  return [
    ...['apiVersion: v1', 'kind: Pod', 'metadata:', `  name: ${pod}`, 'spec:', '  containers:'],
    ...[`    - name: ${pod}`, `      image: ${image}`, '      stdin: true', '      tty: true'],
    ...(hasGpu ? ['      resources:', '        limits:', '          nvidia.com/gpu: 1'] : []),
    ...(secret === null ? [] : ['  imagePullSecrets:', `    - name: ${secret}`]),
  ].join('\n')
}

/** A name that Kubernetes takes, for a pull secret that people named as they liked. */
export function kubernetesName(name: string): string {
  const plain = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return plain.replace(/^-+|-+$/g, '') || 'registry-login'
}

/** Makes that secret in the namespace; whoever runs it fills in the login. */
export function secretCommand(secret: string, registry: string): string {
  const server = registry === 'docker.io' ? 'https://index.docker.io/v1/' : registry
  return `kubectl create secret docker-registry ${secret} --docker-server=${server} --docker-username=USER --docker-password=PASSWORD`
}
