/** Changes that a browser would send from somewhere else, or that no browser would send. */

export type Foreign = { name: string; headers: Record<string, string>; method?: string }

/** 30 of them. `url` is the address of ours that they pretend to belong to. */
export function foreignRequests(url: string): Foreign[] {
  const { host, hostname, port } = new URL(url)
  const evil = 'https://evil.example'
  const origins: Record<string, string[]> = {
    'no Origin': [],
    'an opaque origin': ['null'],
    'another site': [evil],
    'our host below another': [`http://${host}.evil.example`],
    'another host before ours': [`http://evil.example.${hostname}:${port}`],
    'another host that ends like ours': [`http://evil${host}`],
    'our host as a user name': [`http://${host}@evil.example`],
    'another scheme': [`https://${host}`],
    'another port': [`http://${hostname}:1`],
    'no port': [`http://${hostname}`],
    'a name for the same machine': [`http://localhost:${port}`],
    'a dot behind the host': [`http://${hostname}.:${port}`],
    'a slash behind the origin': [`${url}/`],
    'a path behind the origin': [`${url}/admin`],
    'the origin in capitals': [url.toUpperCase()],
    'two origins': [`${url}, ${evil}`],
    'two origins, ours last': [`${evil} ${url}`],
    'an extension': ['chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh'],
    'a file': ['file://'],
    'an empty Origin': [''],
    'no scheme': [host],
  }
  const own = { origin: url }
  return [
    ...Object.entries(origins).map(([name, [origin]]) => ({
      name,
      headers: (origin === undefined ? {} : { origin }) as Record<string, string>,
    })),
    { name: 'our Origin from another site', headers: { ...own, 'sec-fetch-site': 'cross-site' } },
    { name: 'our Origin from a neighbour', headers: { ...own, 'sec-fetch-site': 'same-site' } },
    { name: 'our Origin from nowhere', headers: { ...own, 'sec-fetch-site': 'none' } },
    { name: 'another Host', headers: { origin: evil, host: 'evil.example' } },
    { name: 'another forwarded host', headers: { origin: evil, 'x-forwarded-host': 'evil.example' } },
    { name: 'only a Referer', headers: { referer: `${url}/admin/groups/new` } },
    { name: 'PUT', method: 'PUT', headers: { origin: evil } },
    { name: 'DELETE', method: 'DELETE', headers: {} },
    { name: 'a method that is none', method: 'PROPFIND', headers: { origin: 'null' } },
  ]
}
