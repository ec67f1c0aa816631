/** Variants of the sample base in its registry: real images that can be run and built upon, at the cost of a few requests. */
import { createHash } from 'node:crypto'

const manifestType = 'application/vnd.oci.image.manifest.v1+json'
const indexType = 'application/vnd.oci.image.index.v1+json'
const json = { 'content-type': 'application/json' }

type Config = { architecture: string; config: { Env?: string[]; User?: string; OnBuild?: string[] } }
type Descriptor = { mediaType: string; digest: string; size: number }
type Manifest = { config: Descriptor; layers: Descriptor[] }

type Rewrite = (text: string) => string

/** `rewrite`: what becomes of the configuration at the very end, and of the manifest. */
export type Variant = {
  env?: string[]
  user?: string
  architecture?: string
  onBuild?: string[]
  rewrite?: { configuration?: Rewrite; manifest?: Rewrite }
}
/** `size`: bytes of its layers and its configuration. */
export type Pushed = { reference: string; digest: string; size: number }

/** Pushes the sample base with another configuration as `name:tag`, in the place of what the tag was. */
export async function pushVariant(base: string, name: string, change: Variant = {}): Promise<Pushed> {
  const { registry, repository: from, tag } = partsOf(base)
  const { repository, tag: to } = partsOf(`${registry}/${name}`)
  const manifest = await readJson<Manifest>(`http://${registry}/v2/${from}/manifests/${tag}`, manifestType)
  const config = await readJson<Config>(`http://${registry}/v2/${from}/blobs/${manifest.config.digest}`)
  const { env = [], user, onBuild, architecture = config.architecture, rewrite = {} } = change
  const own = { ...config.config, Env: [...(config.config.Env ?? []), ...env], ...(user && { User: user }) }
  if (onBuild) own.OnBuild = onBuild
  const changed = (rewrite.configuration ?? same)(JSON.stringify({ ...config, architecture, config: own }))
  const uploads = `http://${registry}/v2/${repository}/blobs/uploads/`
  for (const { digest } of manifest.layers)
    await send(`${uploads}?mount=${digest}&from=${from}`, { method: 'POST' })
  await sendBlob(uploads, changed)
  const size = Buffer.byteLength(changed)
  const described = { ...manifest, config: { ...manifest.config, digest: digestOf(changed), size } }
  const digest = await putManifest(
    `http://${registry}/v2/${repository}/manifests/${to}`,
    (rewrite.manifest ?? same)(JSON.stringify(described)),
    manifestType,
  )
  const layers = manifest.layers.reduce((sum, layer) => sum + layer.size, 0)
  return { reference: `${registry}/${name}`, digest, size: size + layers }
}

/** Puts an index over variants of one repository: the architecture of each → its digest. */
export async function pushIndex(reference: string, byArchitecture: Record<string, string>): Promise<string> {
  const { registry, repository, tag } = partsOf(reference)
  const address = `http://${registry}/v2/${repository}/manifests`
  const manifests = await Promise.all(
    Object.entries(byArchitecture).map(async ([architecture, digest]) => {
      const text = await (await send(`${address}/${digest}`, { headers: { accept: manifestType } })).text()
      const platform = { os: 'linux', architecture }
      return { mediaType: manifestType, digest, size: Buffer.byteLength(text), platform }
    }),
  )
  const index = { schemaVersion: 2, mediaType: indexType, manifests }
  return putManifest(`${address}/${tag}`, JSON.stringify(index), indexType)
}

const same: Rewrite = (text) => text

async function putManifest(address: string, body: string, type: string): Promise<string> {
  await send(address, { method: 'PUT', body, headers: { 'content-type': type } })
  return digestOf(body)
}

async function sendBlob(uploads: string, body: string): Promise<void> {
  const begun = await send(uploads, { method: 'POST' })
  const place = new URL(begun.headers.get('location') ?? '', uploads)
  place.searchParams.set('digest', digestOf(body))
  await send(place.href, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream' } })
}

async function readJson<Content>(address: string, accept = ''): Promise<Content> {
  const response = await send(address, { headers: accept ? { accept } : json })
  return (await response.json()) as Content
}

async function send(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init)
  if (response.ok) return response
  throw new Error(`${init.method ?? 'GET'} ${address}: ${response.status} ${await response.text()}`)
}

function partsOf(reference: string) {
  const [, registry = '', repository = '', tag = ''] = /^([^/]+)\/(.+):([^:/]+)$/.exec(reference) ?? []
  return { registry, repository, tag }
}

function digestOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`
}
