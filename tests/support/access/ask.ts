/** Asks at one door, plainly or in one of the ways in which others got past theirs. */
import { heldIn } from './held.ts'
import { everyone, type People, type Who } from './people.ts'
import { readers } from './world.ts'

export type Answer = { status: number; location: string; body: string; headers: Headers }

export type Way = {
  name: string
  path?: (path: string) => string
  method?: string
  headers?: Record<string, string>
}

const middleware = ['middleware', 'src/middleware', 'proxy', 'src/proxy', '/middleware']

/** The first is what a browser does. */
export const ways: Way[] = [
  { name: 'plain' },
  { name: 'as the router asks', path: (path) => withQuery(path, '_rsc=1a2b3'), headers: { rsc: '1' } },
  { name: 'prefetch', headers: { rsc: '1', 'next-router-prefetch': '1' } },
  {
    name: 'segment prefetch',
    headers: { rsc: '1', 'next-router-prefetch': '1', 'next-router-segment-prefetch': '/_tree' },
  },
  { name: '.rsc', path: (path) => suffixed(path, '.rsc') },
  { name: '.segments', path: (path) => suffixed(path, '.segments/_tree.segment.rsc') },
  { name: '.json', path: (path) => suffixed(path, '.json') },
  { name: '_next/data', path: (path) => `/_next/data/x${suffixed(path, '.json')}` },
  ...middleware.map((name) => ({
    name: `x-middleware-subrequest: ${name}`,
    headers: { 'x-middleware-subrequest': Array(5).fill(name).join(':') },
  })),
  { name: 'x-middleware-prefetch', headers: { 'x-middleware-prefetch': '1', purpose: 'prefetch' } },
  {
    name: 'x-middleware-rewrite',
    headers: {
      'x-middleware-rewrite': '/',
      'x-middleware-next': '1',
      'x-middleware-override-headers': 'rsc',
    },
  },
  { name: 'another path in headers', headers: { 'x-slipway-path': '/', 'x-original-url': '/sign-in' } },
  { name: 'HEAD', method: 'HEAD' },
  { name: 'two slashes', path: (path) => `/${path}` },
  { name: 'encoded', path: (path) => path.replace(/[a-z]/, hex) },
  { name: 'a dot and a suffix', path: (path) => suffixed(path, '/.png') },
  { name: 'capitals', path: (path) => path.toUpperCase() },
]

/** Asks as somebody. Redirects are not followed. */
export async function ask(url: string, who: Who, people: People, path: string, way: Way = {} as Way) {
  const cookie = cookieOf(people, who)
  const response = await fetch(url + (way.path?.(path) ?? path), {
    method: way.method ?? 'GET',
    redirect: 'manual',
    headers: { ...(cookie && { cookie }), ...way.headers },
    signal: AbortSignal.timeout(60_000),
  })
  return readAnswer(response)
}

export async function readAnswer(response: Response): Promise<Answer> {
  const { status, headers } = response
  return { status, headers, location: headers.get('location') ?? '', body: await response.text() }
}

export function cookieOf(people: People, who: Who): string {
  return who === 'anonymous' ? '' : people[who].cookie
}

/** Canaries in an answer that this person may not read, and everything that nobody may. */
export function leaksIn({ body, location, headers }: Answer, who: Who): string[] {
  const text = [body, location, ...headers.values()].join('\n')
  const canaries = Object.entries(readers).flatMap(([canary, may]) =>
    text.includes(canary) && !may.includes(who) ? [canary] : [],
  )
  return [...canaries, ...heldIn(text)]
}

export function letterFor(answers: string, who: Who): string {
  return answers[everyone.indexOf(who)] ?? ''
}

function withQuery(path: string, query: string): string {
  return path + (path.includes('?') ? '&' : '?') + query
}

function suffixed(path: string, suffix: string): string {
  const [before = '', after] = path.split('?')
  return (before === '/' ? '/index' : before) + suffix + (after ? `?${after}` : '')
}

function hex(letter: string): string {
  return `%${letter.charCodeAt(0).toString(16)}`
}
