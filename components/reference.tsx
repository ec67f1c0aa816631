import { shortDigest } from '#lib/images/reference.ts'
import { CopyButton } from './ui/copy-button.tsx'

/** The part of a reference that stays visible when there is no room: tag and the beginning of the digest. */
function split(text: string): [head: string, tail: string] {
  const at = Math.max(text.length - 16, Math.floor(text.length / 2))
  return [text.slice(0, at), text.slice(at)]
}

/** A reference, shortened in its middle; whole on focus, on hover as a tip, and in the copy button. */
export function Reference({ value, label = 'Copy the reference' }: { value: string; label?: string }) {
  const [head, tail] = split(value)
  return (
    <span className="group inline-flex max-w-full min-w-0 items-center gap-1 align-middle">
      <code
        title={value}
        className="min-w-0 overflow-hidden font-mono text-[0.8125rem] whitespace-nowrap group-focus-within:break-all group-focus-within:whitespace-normal"
      >
        <span className="inline-block max-w-[calc(100%-16ch)] truncate align-bottom group-focus-within:inline">
          {head}
        </span>
        {tail}
      </code>
      <CopyButton text={value} label={label} />
    </span>
  )
}

export function Digest({ value }: { value: string }) {
  return (
    <span className="inline-flex items-center gap-1">
      <code title={value} className="font-mono text-[0.8125rem]">
        {shortDigest(value)}
      </code>
      <CopyButton text={value} label="Copy the digest" />
    </span>
  )
}
