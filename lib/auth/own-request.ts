/** Whether something was asked for by a page of ours, and a change is of a size that a form can have. Pure. */

type Asked = { method: string; pathname: string; headers: Pick<Headers, 'get' | 'has'> }
export type Refusal = { status: 403 | 411 | 413; message: string }

const kibibyte = 1024
const megabyte = 1024 * kibibyte

/** Three lists of 1,000 lines fill the forms of images; certificates and pasted logins the others. */
const limits = [
  { path: /^\/admin\/images\//, bytes: 4 * megabyte },
  { path: /^\/admin\//, bytes: 512 * kibibyte },
  { path: /^\//, bytes: 64 * kibibyte },
]

/**
 * Why a request is not answered at all, or null. Browsers send Origin with everything but GET and HEAD
 * (https://fetch.spec.whatwg.org/#origin-header), so that one without it comes from none. Next's own check lets it
 * pass, and compares with a Host header that the sender chose. `origin`: of SLIPWAY_URL.
 */
export function refusalOf({ method, pathname, headers }: Asked, origin: string): Refusal | null {
  if (method === 'GET' || method === 'HEAD')
    return isPartOfForeignPage(pathname, headers) ? { status: 403, message: foreignPart } : null
  const site = headers.get('sec-fetch-site') ?? 'same-origin'
  if (headers.get('origin') !== origin || site !== 'same-origin')
    return { status: 403, message: foreign(origin) }
  const length = headers.get('content-length')
  if (length === null && headers.has('transfer-encoding'))
    return { status: 411, message: 'Nothing was changed: the request did not say how long it is.' }
  const limit = limitOf(pathname)
  if (Number(length ?? 0) <= limit) return null
  return {
    status: 413,
    message: `Nothing was changed: more was sent than the ${sizeOf(limit)} of this form.`,
  }
}

/** The longest body that a path takes, in bytes. */
export function limitOf(pathname: string): number {
  return limits.find(({ path }) => path.test(pathname))?.bytes ?? 0
}

/**
 * Whether another site's page asks for an interface of ours as its picture, frame or the like. Links, and the way back
 * from the sign-in provider, open a page of their own (https://w3c.github.io/webappsec-fetch-metadata/).
 */
function isPartOfForeignPage(pathname: string, headers: Asked['headers']): boolean {
  const site = headers.get('sec-fetch-site') ?? 'none'
  const isForeign = site !== 'same-origin' && site !== 'none'
  return isForeign && pathname.startsWith('/api/') && headers.get('sec-fetch-dest') !== 'document'
}

const foreignPart =
  'Nothing is shown: another site asked for this as a part of its page. Open Slipway itself.'

function foreign(origin: string): string {
  return `Nothing was changed: this did not come from a page of ${origin}. Open Slipway there and try again.`
}

function sizeOf(bytes: number): string {
  return bytes >= megabyte ? `${bytes / megabyte} MB` : `${bytes / kibibyte} kB`
}
