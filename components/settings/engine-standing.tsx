import { type ShownEngine, stateOf } from '#lib/builds/engine-state.ts'
import { shownWarnings } from '#lib/builds/engine-warnings.ts'
import { Time } from '../time.tsx'
import { Notice } from '../ui/notice.tsx'
import { EngineRefresh } from './engine-refresh.tsx'

/** How an engine stands, in words, with the time of the look; and what is worth saying about it. */
export function EngineStanding({ engine, now }: { engine: ShownEngine; now: number }) {
  const state = stateOf(engine, now)
  const { report } = engine
  return (
    <section aria-label="State" className="grid gap-3">
      {state === 'answers' && report && (
        <Notice tone="success" title="It answers">
          <p>
            Looked at <Time at={report.checkedAt} now={now} />.
          </p>
        </Notice>
      )}
      {state === 'asked' && (
        <Notice tone="info" title="It is being asked">
          <p>The builder looks at it within seconds; 20 seconds later at most it is taken for silent.</p>
          <EngineRefresh />
        </Notice>
      )}
      {shownWarnings(engine, now).map(({ tone, title, text }) => (
        <Notice key={title} tone={tone} title={title}>
          <p className="wrap-anywhere">{text}</p>
        </Notice>
      ))}
    </section>
  )
}
