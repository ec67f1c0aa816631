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
        className="flex min-w-0 font-mono text-[0.8125rem] group-focus-within:inline group-focus-within:break-all"
      >
        <span className="truncate group-focus-within:whitespace-normal">{head}</span>
        <span className="shrink-0">{tail}</span>
      </code>
      <CopyButton text={value} label={label} />
    </span>
  )
}

/** The twelve characters of a digest by which people tell one from another. */
export function shortDigest(digest: string): string {
  return digest.replace(/^sha256:/, '').slice(0, 12)
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
