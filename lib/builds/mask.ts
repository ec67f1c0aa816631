/** Takes known secrets out of text before it is kept. */

export type Mask = {
  /** Every secret in a whole text gives way to a sign of its absence. */
  hide(text: string): string
  /**
   * The same for a text that goes on: what stands in the first part whatever follows, and the rest as it is, which may
   * be the beginning of a secret. Given again with what follows, all parts together are what `hide` makes of it all.
   */
  hideBegun(text: string): [hidden: string, rest: string]
}

const sign = '•••'
/** Shorter ones are words of every log. */
const shortest = 6

export const noMask: Mask = { hide: (text) => text, hideBegun: (text) => [text, ''] }

/** Hides each secret, also as it stands in JSON, in an address, and in base64: alone, with `user:` before it, in a longer text. */
export function createMask(secrets: readonly Secret[]): Mask {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortest)
  if (forms.length === 0) return noMask
  // The longest first, or what stands behind a shorter one would stay.
  const escaped = forms.sort((one, other) => other.length - one.length).map(escapePattern)
  const pattern = new RegExp(escaped.join('|'), 'g')
  const reach = (forms[0]?.length ?? 1) - 1

  function hideBegun(text: string): [string, string] {
    const known = text.length - reach
    let [hidden, at] = ['', 0]
    for (const { index, 0: form } of text.matchAll(pattern)) {
      if (index >= known) break
      hidden += text.slice(at, index) + sign
      at = index + form.length
    }
    const to = Math.max(at, known)
    return [hidden + text.slice(at, to), text.slice(to)]
  }

  return { hide: (text) => text.replace(pattern, sign), hideBegun }
}

/** `user`: where the secret is a password. */
export type Secret = { text: string; user?: string }

function formsOf({ text, user }: Secret): string[] {
  if (text.length < shortest) return []
  const login = user === undefined ? [] : [base64(`${user}:${text}`)]
  const written = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), base64(text), ...login]
  const inside = [0, 1, 2].map((bytes) => base64Inside(text, bytes))
  const all = [...written, ...inside].flatMap((form) => [form, form.replace(/=+$/, '')])
  return all.flatMap((form) => [form, form.replaceAll('+', '-').replaceAll('/', '_')])
}

/** What is certain of the base64 of a text that has the secret behind so many bytes more than a multiple of three. */
function base64Inside(text: string, bytes: number): string {
  const form = base64('\0'.repeat(bytes) + text)
  const length = bytes + Buffer.byteLength(text)
  return form.slice(Math.ceil((bytes * 4) / 3), Math.floor((length * 4) / 3))
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
