import { CircleAlert, CircleCheck, CircleDashed, Clock } from 'lucide-react'
import type { SetupStep } from '#lib/builds/setup.ts'
import { ButtonLink } from '../ui/button.tsx'

const looks = {
  done: { icon: CircleCheck, tone: 'text-success', word: 'Done' },
  missing: { icon: CircleDashed, tone: 'text-muted', word: 'Missing' },
  broken: { icon: CircleAlert, tone: 'text-danger', word: 'Needs you' },
  waiting: { icon: Clock, tone: 'text-info', word: 'Being checked' },
}

/** The checklist: each step with its state in a word, what was found, and the link that mends it. */
export function SetupList({ steps }: { steps: readonly SetupStep[] }) {
  const next = steps.find((step) => step.state === 'broken') ?? steps.find((step) => step.state === 'missing')
  return (
    <ol className="panel divide-y divide-line">
      {steps.map((step) => (
        <Step key={step.name} step={step} isNext={step === next} />
      ))}
    </ol>
  )
}

function Step({ step: { name, state, found, mend }, isNext }: { step: SetupStep; isNext: boolean }) {
  const { icon: Icon, tone, word } = looks[state]
  return (
    <li className="flex gap-3 px-4 py-4 sm:items-center">
      <Icon aria-hidden className={`size-5 shrink-0 ${tone}`} />
      <div className="grid min-w-0 grow gap-3 sm:flex sm:items-center sm:justify-between">
        <div className="grid min-w-0 gap-0.5">
          <h2 className="flex flex-wrap items-baseline gap-x-2 text-base font-medium">
            {name} <span className={`text-sm font-normal ${tone}`}>{word}</span>
          </h2>
          <p className="max-w-prose text-sm text-muted">{found}</p>
        </div>
        {mend && (
          <div>
            <ButtonLink look={isNext ? 'primary' : 'secondary'} href={mend.href}>
              {mend.label}
            </ButtonLink>
          </div>
        )}
      </div>
    </li>
  )
}
