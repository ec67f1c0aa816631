/** Everything readable that a build put into the registry: index, manifests, configurations with their history, attestations. */

const types = ['index.v1', 'manifest.v1'].map((kind) => `application/vnd.oci.image.${kind}+json`)
const docker = ['manifest.list.v2', 'manifest.v2'].map(
  (kind) => `application/vnd.docker.distribution.${kind}+json`,
)

type Described = { digest: string; mediaType?: string }
type Manifest = { manifests?: Described[]; config?: Described; layers?: Described[] }

/** `name` as in the registry, e.g. `slipway/tools`; `tag` or a digest. */
export async function pushedTexts(registry: string, name: string, tag: string): Promise<string[]> {
  const place = `http://${registry}/v2/${name}`
  const text = await read(`${place}/manifests/${tag}`)
  const { manifests = [], config, layers = [] } = JSON.parse(text) as Manifest
  const below = await Promise.all(manifests.map(({ digest }) => pushedTexts(registry, name, digest)))
  const readable = layers.filter(({ mediaType }) => mediaType?.includes('json'))
  const blobs = [...(config ? [config] : []), ...readable].map(({ digest }) =>
    read(`${place}/blobs/${digest}`),
  )
  return [text, ...below.flat(), ...(await Promise.all(blobs))]
}

async function read(address: string): Promise<string> {
  const answer = await fetch(address, { headers: { accept: [...types, ...docker].join(', ') } })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  return answer.text()
}
