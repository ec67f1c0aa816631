import { Hammer } from 'lucide-react'
import type { Metadata } from 'next'
import { BuildsTable } from '#components/builds-table.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { listBuilds } from '#db/queries/builds.ts'
import { canCreateSystemImage, canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'

export const metadata: Metadata = { title: 'Builds' }

type Props = { searchParams: Promise<{ image?: string | string[] }> }

export default async function BuildsPage({ searchParams }: Props) {
  const viewer = await requireViewer(canManageImages)
  const image = [(await searchParams).image].flat()[0]
  const builds = listBuilds(viewer, image)
  return (
    <>
      <PageHeader
        title={image ? `Builds of ${image}` : 'Builds'}
        about="What was built, when, for whom, and how it ended."
        action={image && <ButtonLink href="/admin/builds">Show all builds</ButtonLink>}
      />
      {builds.length > 0 ? (
        <BuildsTable builds={builds} now={Date.now()} />
      ) : (
        <EmptyState
          icon={Hammer}
          title="No build yet"
          action={
            canCreateSystemImage(viewer) && (
              <ButtonLink href="/admin/images/new">Build custom image</ButtonLink>
            )
          }
        >
          A build begins when someone adds a custom image.
        </EmptyState>
      )}
    </>
  )
}
