import Form from 'next/form'
import { Button, ButtonLink } from './button.tsx'

type Props = { action: string; name?: string; value: string; label?: string }

/** A search that lives in the address, with a way back to everything. */
export function SearchForm({ action, name = 'q', value, label = 'Search by name' }: Props) {
  return (
    <Form action={action} role="search" aria-label={label} className="flex w-full gap-2 sm:w-auto">
      <input
        type="search"
        name={name}
        key={value}
        defaultValue={value}
        aria-label={label}
        placeholder={label}
        className="control sm:w-72"
      />
      <Button>Search</Button>
      {value && (
        <ButtonLink href={action} look="quiet">
          Reset
        </ButtonLink>
      )}
    </Form>
  )
}
