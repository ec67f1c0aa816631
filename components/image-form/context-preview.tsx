import { ChevronRight } from 'lucide-react'
import { SubmitButton } from '../ui/submit-button.tsx'
import type { Fields } from './field-values.ts'

/** What would be sent to the engine, file by file: the Dockerfile and the lists open, what serves them folded. */
export function ContextPreview({ fields }: { fields: Fields }) {
  const texts = fields.list('contextText')
  const files = fields.list('contextFile').map((name, at) => ({ name, text: texts[at] ?? '' }))
  if (files.length === 0) return null
  return (
    <section
      id="context"
      tabIndex={-1}
      aria-labelledby="context-title"
      className="only-custom panel grid grid-cols-[minmax(0,1fr)] gap-3 p-4 sm:p-6"
    >
      <h2 id="context-title">Build context</h2>
      <p className="text-sm text-muted">
        What the engine would get, byte for byte, for the form as you sent it. Nothing was saved.
      </p>
      {files.map(({ name, text }) => (
        <details key={name} open={isMain(name)} className="group rounded-md border border-line">
          <summary className="flex min-h-8 items-center gap-2 px-3 font-mono text-[0.8125rem] pointer-coarse:min-h-11">
            <ChevronRight aria-hidden className="size-4 text-muted group-open:rotate-90" />
            {name}
            <span className="ml-auto font-sans text-muted">{linesOf(text)}</span>
          </summary>
          <section
            {...reachable}
            aria-label={name}
            className="max-h-96 overflow-auto border-t border-line bg-sunken px-3 py-2"
          >
            <pre className="font-mono text-[0.8125rem]/5">{text}</pre>
          </section>
        </details>
      ))}
    </section>
  )
}

/** Asks for it. Stands behind the button that saves, which Enter presses. */
export function PreviewButton() {
  return (
    <SubmitButton look="secondary" name="intent" value="preview">
      Show the build context
    </SubmitButton>
  )
}

/** A box that scrolls must be within reach of the keyboard: WCAG 2.1.1. */
const reachable = { tabIndex: 0 }

function isMain(name: string): boolean {
  return name === 'Dockerfile' || name.endsWith('.txt')
}

function linesOf(text: string): string {
  const count = text.replace(/\n$/, '').split('\n').length
  return `${count.toLocaleString('en')} ${count === 1 ? 'line' : 'lines'}`
}
