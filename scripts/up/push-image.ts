/** Puts an image of one layer into a registry, by the OCI formats themselves: no engine needed. */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, openAsBlob } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'

type Target = { registry: string; repository: string; tag: string }
type Content = { tar: string; env: string[]; cmd: string[] }
type Descriptor = { mediaType: string; digest: string; size: number }

const types = {
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  config: 'application/vnd.oci.image.config.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
}

/** Compresses the tar file beside itself, then sends layer, config and manifest over plain HTTP. */
export async function pushImage(target: Target, { tar, env, cmd }: Content): Promise<void> {
  const compressed = `${tar}.gz`
  const { diffId, digest } = await compress(tar, compressed)
  const blob = await openAsBlob(compressed)
  await sendBlob(target, digest, blob)
  const config = Buffer.from(JSON.stringify(imageConfig(diffId, { env, cmd })))
  await sendBlob(target, digestOf(config), new Blob([config]))
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(types.config, digestOf(config), config.length),
    layers: [descriptor(types.layer, digest, blob.size)],
  })
  const address = `http://${target.registry}/v2/${target.repository}/manifests/${target.tag}`
  await send(address, { method: 'PUT', body: manifest, headers: { 'content-type': types.manifest } })
}

/** The quickest gzip: the layer stays on this machine. Digests of the tar file and of the compressed one. */
async function compress(tar: string, compressed: string) {
  const [plain, packed] = [createHash('sha256'), createHash('sha256')]
  const source = createReadStream(tar, { highWaterMark: 1 << 20 }).on('data', (chunk) => plain.update(chunk))
  const gzip = createGzip({ level: 1, chunkSize: 1 << 18 }).on('data', (chunk) => packed.update(chunk))
  await pipeline(source, gzip, createWriteStream(compressed))
  return { diffId: `sha256:${plain.digest('hex')}`, digest: `sha256:${packed.digest('hex')}` }
}

async function sendBlob({ registry, repository }: Target, digest: string, body: Blob) {
  const begun = await send(`http://${registry}/v2/${repository}/blobs/uploads/`, { method: 'POST' })
  const place = new URL(begun.headers.get('location') ?? '', `http://${registry}`)
  place.searchParams.set('digest', digest)
  await send(place.href, { method: 'PUT', body, headers: { 'content-type': 'application/octet-stream' } })
}

async function send(address: string, init: RequestInit): Promise<Response> {
  const response = await fetch(address, init)
  if (response.ok) return response
  throw new Error(
    `The registry refused ${init.method} ${address}: ${response.status} ${await response.text()}`,
  )
}

function imageConfig(diffId: string, { env, cmd }: { env: string[]; cmd: string[] }) {
  const architecture = { x64: 'amd64', arm64: 'arm64' }[process.arch as string] ?? process.arch
  const created = new Date().toISOString()
  return {
    ...{ created, architecture, os: 'linux', config: { Env: env, Cmd: cmd } },
    ...{ rootfs: { type: 'layers', diff_ids: [diffId] }, history: [{ created, created_by: 'npm run up' }] },
  }
}

function descriptor(mediaType: string, digest: string, size: number): Descriptor {
  return { mediaType, digest, size }
}

function digestOf(content: Buffer): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`
}
