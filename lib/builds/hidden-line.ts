/** A line that arrives in pieces: known secrets are taken out of it as if it had come at once, before it is cut. */
import { cutLine } from './long-lines.ts'
import type { Mask } from './mask.ts'

export type HiddenLine = {
  /** Takes what comes next and returns the full pieces that are known by now. */
  take(text: string): string[]
  /** The line ends with what is given: returns the rest of it, not cut yet, and begins anew. */
  end(text: string): string
}

export function createHiddenLine(mask: Mask): HiddenLine {
  let hidden = ''
  /** What may be the beginning of a secret, or of the line's end. */
  let open = ''

  return {
    take(text) {
      const [ready, rest] = mask.hideBegun(open + text)
      const isReturn = rest === '' && ready.endsWith('\r')
      open = isReturn ? '\r' : rest
      const pieces = cutLine(hidden + (isReturn ? ready.slice(0, -1) : ready))
      hidden = pieces.pop() ?? ''
      return pieces
    },
    end(text) {
      const whole = hidden + mask.hide(open + text)
      ;[hidden, open] = ['', '']
      return whole
    },
  }
}
