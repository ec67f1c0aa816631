/** What the local registry itself says. */

/** The digest behind a reference such as `host:port/name:tag`; null where there is nothing. */
export async function registryDigest(reference: string): Promise<string | null> {
  const [, host, name, tag] = /^([^/]+)\/(.+):([^:/]+)$/.exec(reference) ?? []
  const types = ['application/vnd.oci.image.index.v1+json', 'application/vnd.oci.image.manifest.v1+json']
  const headers = { accept: types.join(', ') }
  const answer = await fetch(`http://${host}/v2/${name}/manifests/${tag}`, { method: 'HEAD', headers })
  return answer.ok ? answer.headers.get('docker-content-digest') : null
}
