import { CopyButton } from '../ui/copy-button.tsx'

/** A command to take along: readable as it is, copied with one press. */
export function Command({ label, text }: { label: string; text: string }) {
  return (
    <figure className="grid gap-1">
      <figcaption className="text-sm font-medium">{label}</figcaption>
      <div className="flex items-start gap-1 rounded-md border border-line bg-sunken py-1 pr-1 pl-3">
        <code className="min-w-0 grow py-1 font-mono text-[0.8125rem]/5 break-all whitespace-pre-wrap">
          {text}
        </code>
        <CopyButton text={text} label={`Copy: ${label}`} />
      </div>
    </figure>
  )
}
