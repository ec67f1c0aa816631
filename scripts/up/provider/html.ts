/** One frame for the provider's pages: no requests to anywhere, light and dark, narrow and wide. */
import { createHash } from 'node:crypto'

export type Page = { html: string; policy: string }

const style = `
:root { color-scheme: light dark; --text: #17202a; --soft: #566472; --page: #f4f6f8; --card: #fff; --line: #d5dce3;
  --accent: #1f5c85; --on-accent: #fff; --danger: #a3231f; --danger-surface: #fdecea; --hover: #eef3f7 }
@media (prefers-color-scheme: dark) { :root { --text: #e6ebf0; --soft: #9aa8b5; --page: #10161c; --card: #182028;
  --line: #2e3a45; --accent: #7db9e0; --on-accent: #0c1a26; --danger: #ffb4ab; --danger-surface: #3a1a18; --hover: #202b35 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 24px 16px; background: var(--page);
  color: var(--text); font: 15px/1.5 system-ui, sans-serif }
main { width: 100%; max-width: 400px; background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: 32px }
h1 { margin: 0; font-size: 22px; line-height: 1.25 }
h2 { margin: 32px 0 8px; font-size: 14px; font-weight: 600 }
p { margin: 8px 0 0 } .soft { color: var(--soft); font-size: 14px }
label { display: block; margin-top: 16px; font-size: 14px; font-weight: 600 }
input { display: block; width: 100%; margin-top: 4px; padding: 9px 12px; font: 15px/1.5 system-ui, sans-serif; color: inherit; background: var(--page);
  border: 1px solid #7d8b98; border-radius: 6px }
button { font: inherit; min-height: 44px; border-radius: 6px; cursor: pointer; color: inherit }
.primary { width: 100%; margin-top: 24px; border: 0; font-weight: 600; background: var(--accent); color: var(--on-accent) }
.plain { border: 0; background: none; color: var(--accent); text-decoration: underline; padding: 0 }
ul { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 6px; overflow: hidden }
li + li { border-top: 1px solid var(--line) }
li button { width: 100%; display: flex; justify-content: space-between; align-items: center; gap: 16px; border: 0;
  border-radius: 0; background: none; padding: 10px 12px; text-align: left }
li button:hover { background: var(--hover) } li span { color: var(--soft); font-size: 14px }
.fault { margin-top: 16px; padding: 10px 12px; border-radius: 6px; color: var(--danger); background: var(--danger-surface) }
a { color: var(--accent) } :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px }
li button:focus-visible { outline-offset: -2px }`

/** A whole page, with a policy that allows its own style and script and nothing else. */
export function frame(title: string, body: string, script = ''): Page {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>${style}</style></head>
<body><main>${body}</main>${script && `<script>${script}</script>`}</body></html>
`
  const sources = [`style-src ${hash(style)}`, ...(script ? [`script-src ${hash(script)}`] : [])]
  return {
    html,
    policy: ["default-src 'none'", ...sources, "base-uri 'none'", "frame-ancestors 'none'"].join('; '),
  }
}

/** Text made safe for elements and quoted attributes. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  }
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter)
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
