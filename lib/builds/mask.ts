/** Takes known secrets out of text before it is kept. */

export type Mask = {
  /** Every secret in a whole text gives way to a sign of its absence. */
  hide(text: string): string
  /** Characters at the end of an unfinished text that may be the beginning of a secret. */
  reach: number
}

const sign = '•••'
/** Shorter ones are words of every log. */
const shortest = 6

export const noMask: Mask = { hide: (text) => text, reach: 0 }

/** Hides each secret, also as it stands in JSON, in an address, in base64, and as a registry login with `user:` before it. */
export function createMask(secrets: readonly Secret[]): Mask {
  const forms = [...new Set(secrets.flatMap(formsOf))].filter((form) => form.length >= shortest)
  if (forms.length === 0) return noMask
  // The longest first, or what stands behind a shorter one would stay.
  const escaped = forms.sort((one, other) => other.length - one.length).map(escapePattern)
  const pattern = new RegExp(escaped.join('|'), 'g')
  return { hide: (text) => text.replace(pattern, sign), reach: (forms[0]?.length ?? 1) - 1 }
}

/** `user`: where the secret is a password. */
export type Secret = { text: string; user?: string }

function formsOf({ text, user }: Secret): string[] {
  if (text.length < shortest) return []
  const login = user === undefined ? [] : [base64(`${user}:${text}`)]
  const written = [text, JSON.stringify(text).slice(1, -1), encodeURIComponent(text), base64(text), ...login]
  return written.flatMap((form) => [form, form.replace(/=+$/, '')])
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64')
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
}
