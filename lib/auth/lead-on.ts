/** The way from a form of ours to the sign-in provider. */

/**
 * A page that leads on at once, with a link for whoever is not taken along. Browsers hold a form to the policy of its
 * page through every redirect (https://www.w3.org/TR/CSP3/#directive-form-action), and where a provider sends people
 * on its side we cannot know; a page in between ends what the form began.
 */
export function leadOn(
  target: string,
  { nonce, headers = new Headers() }: { nonce: string; headers?: Headers },
) {
  const url = new URL(target)
  const href = escapeHtml(url.href)
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>On to ${escapeHtml(url.host)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0;url=${href}">
<style nonce="${nonce}">:root { color-scheme: light dark } body { font: 15px/1.5 system-ui, sans-serif; padding: 24px }</style>
</head><body><p>On to <a href="${href}">${escapeHtml(url.host)}</a></p></body></html>
`
  const own = new Headers(headers)
  own.delete('location')
  own.set('content-type', 'text/html; charset=utf-8')
  own.set('cache-control', 'no-store')
  return new Response(html, { headers: own })
}

/** A redirect to another origin as such a page; every other answer as it is. */
export function softened(response: Response, { nonce, url }: { nonce: string; url: string }): Response {
  const location = response.headers.get('location')
  if (!location || new URL(location, url).origin === new URL(url).origin) return response
  return leadOn(location, { nonce, headers: response.headers })
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '%27' }
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter)
}
