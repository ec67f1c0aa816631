/** A base image that no engine has yet: one small layer of random bytes, put into the registry without an engine. */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pushImage } from '../../scripts/up/push-image.ts'

/** `name` is its repository and tag, without the registry's host. Nothing can be installed in it. */
export type PlainBase = { name: string; layerDigest: string }

export async function pushPlainBase(registry: string, tag: string): Promise<PlainBase> {
  const folder = mkdtempSync(path.resolve('.test', 'plain-base-'))
  writeFileSync(path.join(folder, 'noise'), randomBytes(1024))
  const tar = path.join(folder, 'layer.tar')
  execFileSync('tar', ['-C', folder, '-cf', tar, 'noise'])
  await pushImage({ registry, repository: 'plain/base', tag }, { tar, env: [], cmd: ['/none'] })
  rmSync(folder, { recursive: true })
  const accept = 'application/vnd.oci.image.manifest.v1+json'
  const answer = await fetch(`http://${registry}/v2/plain/base/manifests/${tag}`, { headers: { accept } })
  const { layers } = (await answer.json()) as { layers: { digest: string }[] }
  return { name: `plain/base:${tag}`, layerDigest: layers[0]?.digest ?? '' }
}
