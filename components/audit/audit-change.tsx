import type { AuditFacts } from '#lib/audit/entry.ts'

type Props = { before: AuditFacts | null; after: AuditFacts | null }

const shown = 3

/** What was so before and after; of many facts the first few, the others on demand. */
export function AuditChange({ before, after }: Props) {
  const names = Object.keys(after ?? before ?? {}).filter(
    (name) => !isEmpty(before?.[name]) || !isEmpty(after?.[name]),
  )
  if (names.length === 0) return <span className="text-muted">Nothing</span>
  const list = (some: readonly string[]) => (
    <dl className="grid gap-1">
      {some.map((name) => (
        <div key={name}>
          <dt className="text-muted">{wordsOf(name)}</dt>
          <dd className="grid font-mono text-[0.8125rem]">
            {before && <Side sign="−" word="was" look="text-danger" value={before[name]} />}
            {after && <Side sign="+" word="is" look="text-success" value={after[name]} />}
          </dd>
        </div>
      ))}
    </dl>
  )
  if (names.length <= shown) return list(names)
  return (
    <details>
      <summary className="rounded-sm text-link">{names.length} facts</summary>
      <div className="mt-1">{list(names)}</div>
    </details>
  )
}

type SideProps = { sign: string; word: string; look: string; value: unknown }

function Side({ sign, word, look, value }: SideProps) {
  if (isEmpty(value)) return null
  return (
    <span className="flex gap-1.5">
      <span aria-hidden className={`font-semibold ${look}`}>
        {sign}
      </span>
      <span className="sr-only">{word} </span>
      <span className="min-w-0 whitespace-pre-wrap wrap-anywhere">{textOf(value)}</span>
    </span>
  )
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}

function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (Array.isArray(value)) return value.join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** `isGlobal` → `is global`. */
function wordsOf(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
}
