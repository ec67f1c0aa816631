/** What went wrong while signing in, for the log. */

const longest = 300

/** One line each; the whole would hold tokens. What the provider, or an address, says is cut and has no line breaks. */
export function logSignInFault(code: unknown, facts?: unknown): void {
  const { error = facts, error_description: reason } = Object(facts) as Record<string, unknown>
  const known = typeof code === 'string' && /^\w{1,60}$/.test(code) ? code : 'UNKNOWN'
  const words = [error instanceof Error ? error.message : '', reason].map(inOneLine)
  console.error('Sign-in failed:', ...[known, ...words].filter(Boolean))
}

function inOneLine(text: unknown): string {
  return typeof text === 'string' ? text.replace(/[\s\p{Cc}]+/gu, ' ').slice(0, longest) : ''
}
