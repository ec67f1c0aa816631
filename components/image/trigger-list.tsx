import { shortened, visibly } from '#lib/images/triggers.ts'

/** Instructions as they run, one after the other; a long one can be unfolded. */
export function TriggerList({ triggers }: { triggers: readonly string[] }) {
  const rows = triggers.map((trigger, at) => ({ key: `${at} ${trigger}`, trigger }))
  return (
    <ol className="overflow-clip rounded-md border border-line bg-sunken py-1 font-mono text-[0.8125rem]/5 text-ink">
      {rows.map(({ key, trigger }, at) => (
        <li key={key} className="flex">
          <span aria-hidden className="w-9 shrink-0 pr-2 text-right text-muted select-none">
            {at + 1}
          </span>
          <Instruction text={trigger} />
        </li>
      ))}
    </ol>
  )
}

function Instruction({ text }: { text: string }) {
  const [short, whole] = [shortened(text), visibly(text)]
  if (short === whole) return <span className="min-w-0 pr-2 break-all whitespace-pre-wrap">{whole}</span>
  return (
    <details className="group min-w-0 pr-2 break-all whitespace-pre-wrap">
      <summary className="pointer-coarse:min-h-11">
        <span className="group-open:hidden">{short} </span>
        <span className="link font-sans">
          <span className="group-open:hidden">Show all {whole.length.toLocaleString('en')} characters</span>
          <span className="not-group-open:hidden">Show less</span>
        </span>
      </summary>
      <span>{whole}</span>
    </details>
  )
}
