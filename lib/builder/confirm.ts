/** Asks the registry whether it has what buildx says it pushed. Only its "no" is a no; silence is waited for. */
import { setTimeout as sleep } from 'node:timers/promises'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { readFactsWith } from '#lib/engine/facts.ts'
import type { ImageFacts } from '#lib/images/types.ts'
import { dockerConfigOf } from '#lib/secrets/build-login.ts'
import { writeNote } from './journal.ts'

const patienceMs = 5 * 60_000
const pauseMs = 5_000

type Question = { folder: string; repository: string; digest: string; signal: AbortSignal }

export type Confirmation = { facts: ImageFacts } | { fault: Diagnosis } | 'stopped'

/** What the registry says of the digest, when it has it; `stopped` when `signal` fired before there was an answer. */
export async function confirmPush(question: Question): Promise<Confirmation> {
  const { folder, repository, digest, signal } = question
  const until = performance.now() + patienceMs
  const explain = (code: 'push-unconfirmed' | 'push-unanswered', message: string) =>
    explainCircumstance({ code, digest, message })
  for (;;) {
    const answer = await readFactsWith(dockerConfigOf(folder), `${repository}@${digest}`, signal)
    if (answer.ok) return { facts: answer.facts }
    if (signal.aborted) return 'stopped'
    if (answer.fault === 'missing') return { fault: explain('push-unconfirmed', answer.message) }
    if (performance.now() > until) return { fault: explain('push-unanswered', answer.message) }
    const words = `The registry does not say yet whether it has ${digest}, asking again: ${answer.message}`
    await writeNote(folder, 'unconfirmed', words)
    await sleep(pauseMs, undefined, { signal }).catch(() => {})
    if (signal.aborted) return 'stopped'
  }
}
