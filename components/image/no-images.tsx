import { Container } from 'lucide-react'
import type { ReactNode } from 'react'
import { EmptyState } from '../ui/empty-state.tsx'

type Props = { action: ReactNode; groups: readonly string[] }

/** Where images will stand that someone manages. `groups`: for whom a manager adds them; none for administrators. */
export function NoImages({ action, groups }: Props) {
  const people = groups.length > 0 ? `the people of ${groups.join(' or ')} need` : 'your teams need'
  return (
    <EmptyState icon={Container} title="No image yet" action={action}>
      Add an image that exists in a registry, or build one with the packages that {people}.
    </EmptyState>
  )
}
