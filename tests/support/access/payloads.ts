/** Lines that a build may print, and that would call `pwned()` or load something if a page took them for markup. */

const elsewhere = 'http://canary.invalid'

const markup = [
  '<script>pwned()</script>',
  '<img src=x onerror=pwned()>',
  '<svg onload=pwned()>',
  '<svg><script>pwned()</script></svg>',
  '<iframe srcdoc="<script>parent.pwned()</script>"></iframe>',
  '<iframe src="javascript:parent.pwned()"></iframe>',
  '<body onload=pwned()>',
  '<details open ontoggle=pwned()>',
  '<input autofocus onfocus=pwned()>',
  '<video><source onerror=pwned()></video>',
  '<a href="javascript:pwned()" id=x>click</a>',
  '<form action="javascript:pwned()"><button>x</button></form>',
  '<object data="javascript:pwned()"></object>',
  '<math><mtext><script>pwned()</script></mtext></math>',
  '<template><script>pwned()</script></template><script>pwned()</script>',
  '<style>@import url(http://canary.invalid/a.css);</style>',
  '<link rel=stylesheet href=http://canary.invalid/b.css>',
  '<meta http-equiv=refresh content="0;url=javascript:pwned()">',
  `<base href="${elsewhere}/">`,
  `<img src="${elsewhere}/c.png">`,
  '--><script>pwned()</script><!--',
  '</script><script>pwned()</script>',
  '</textarea></title></noscript><script>pwned()</script>',
  '&lt;script&gt;pwned()&lt;/script&gt;',
  `{{constructor.constructor("pwned()")()}}$${'{pwned()}'}`,
]

/** Ways of a terminal, of JSON and of event streams to be taken for something else. */
const wrappings: ((text: string) => string)[] = [
  (text) => text,
  (text) => `\u001b[31;1m${text}\u001b[0m`,
  (text) => `\u001b]8;;javascript:pwned()\u0007${text}\u001b]8;;\u0007`,
  (text) => `\u001b]8;;${elsewhere}/"><script>pwned()</script>\u001b\\${text}\u001b]8;;\u001b\\`,
  (text) => `\u001b[38;5;1;"${text}m \u001b]0;${text}\u0007 \u009b31m${text}`,
  (text) => `\u202e${text}\u2066\u0000\u2028${text}\u2029`,
  (text) => `"}]\\u003c/script>${text}\\","text":"${text}`,
  (text) => `data: ${text} event: end data: {} id: 0 \r${text}`,
]

/** 200 lines. */
export const payloads: string[] = wrappings.flatMap((wrap) => markup.map(wrap))
