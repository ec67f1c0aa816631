import type { SpecDifference } from '#lib/builds/spec-difference.ts'
import { isSame } from '#lib/builds/spec-difference.ts'
import { labels } from '../image-form/labels.ts'

/** What a build was asked for that the build before was not. */
export function Difference({ difference, isFirst }: { difference: SpecDifference | null; isFirst: boolean }) {
  if (!difference)
    return <span className="text-muted">{isFirst ? 'First build' : 'The build before was removed'}</span>
  if (isSame(difference)) return <span className="text-muted">Nothing</span>
  const { base, isAgreementChanged, isPullSecretChanged, lists } = difference
  return (
    <dl className="grid gap-1.5">
      {base && (
        <Part label={labels.base}>
          <Line sign="−" word="was" text={base.was} />
          <Line sign="+" word="now" text={base.now} />
        </Part>
      )}
      {isAgreementChanged && <Part label={labels.isAgreed}>others</Part>}
      {isPullSecretChanged && <Part label={labels.pullSecretId}>another one</Part>}
      {lists.map(({ manager, added, removed, changed, isReordered }) => (
        <Part key={manager} label={labels[manager]}>
          {changed.map(({ was, now }) => (
            <Line key={now} sign="~" word="changed" text={`${was} → ${now}`} />
          ))}
          {unique(removed).map((line) => (
            <Line key={line} sign="−" word="removed" text={line} />
          ))}
          {unique(added).map((line) => (
            <Line key={line} sign="+" word="added" text={line} />
          ))}
          {isReordered && 'other order'}
        </Part>
      ))}
    </dl>
  )
}

function Part({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-muted">{label}</dt>
      <dd className="grid">{children}</dd>
    </div>
  )
}

const colours = { '+': 'text-success', '−': 'text-danger', '~': 'text-info' }

type LineProps = { sign: keyof typeof colours; word: string; text: string }

function Line({ sign, word, text }: LineProps) {
  return (
    <span className="flex gap-1.5 font-mono text-[0.8125rem]">
      <span aria-hidden className={`font-semibold ${colours[sign]}`}>
        {sign}
      </span>
      <span className="sr-only">{word} </span>
      <span className="min-w-0 wrap-anywhere">{text}</span>
    </span>
  )
}

function unique(lines: readonly string[]): string[] {
  return [...new Set(lines)]
}
