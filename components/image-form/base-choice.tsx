import { RadioCards } from '../ui/radio-cards.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

export type BaseCards = readonly { value: string; label: string; hint: string }[]

/** Whether a rebuild takes in what is new in its base. `cards` null: there is no choice. */
export function BaseChoice({ fields, cards }: { fields: Fields; cards: BaseCards | null }) {
  if (!cards) return null
  return (
    <RadioCards
      {...fields.field('baseChoice')}
      legend={labels.baseChoice}
      cards={cards}
      defaultValue={fields.text('baseChoice') || (cards[0]?.value ?? '')}
    />
  )
}
