import { Container, SearchX } from 'lucide-react'
import { ButtonLink } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'

type Props = { isFiltered: boolean; canAdd: boolean }

/** The catalogue without a row: nothing matches, or nothing is there yet. */
export function EmptyCatalogue({ isFiltered, canAdd }: Props) {
  if (isFiltered) {
    return (
      <EmptyState
        icon={SearchX}
        title="No image matches"
        action={<ButtonLink href="/">Show all images</ButtonLink>}
      >
        The search looks at names, descriptions, types and packages of the images that your groups may use.
      </EmptyState>
    )
  }
  if (canAdd) {
    return (
      <EmptyState
        icon={Container}
        title="No image yet"
        action={
          <ButtonLink look="primary" href="/admin/images/new">
            Add image
          </ButtonLink>
        }
      >
        Add an image that exists in a registry, or build one with the packages that your teams need.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={Container} title="No image yet">
      Administrators add images and choose which groups may use them. Ask one of them for the image you need.
    </EmptyState>
  )
}
