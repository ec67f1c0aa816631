import { RadioCards } from '../ui/radio-cards.tsx'
import type { Fields } from './field-values.ts'
import { labels } from './labels.ts'

const types = [
  { value: 'cpu', label: 'cpu', hint: 'Runs on any machine.' },
  { value: 'gpu', label: 'gpu', hint: 'Needs a GPU.' },
  { value: 'universal', label: 'universal', hint: 'Runs with and without a GPU.' },
]

/** What machines an image is for. */
export function TypeField({ fields }: { fields: Fields }) {
  return (
    <RadioCards
      {...fields.field('type')}
      legend={labels.type}
      cards={types}
      defaultValue={fields.text('type')}
    />
  )
}
