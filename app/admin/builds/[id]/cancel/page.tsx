import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { CancelForm } from '#components/build/cancel-form.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { isFinal } from '#lib/builds/state.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { findBuild } from '../../find-build.ts'
import { cancelBuild } from '../actions.ts'

export const metadata: Metadata = { title: 'Cancel Build' }

type Props = { params: Promise<{ id: string }> }

export default async function CancelBuildPage({ params }: Props) {
  const { id } = await params
  const build = findBuild(await requireViewer(canManageImages), id)
  const buildPath = `/admin/builds/${id}`
  if (!build) return <Missing path={buildPath} />
  if (isFinal(build.state)) redirect(buildPath)
  const name = `${build.displayName} #${build.number}`
  return (
    <>
      <PageHeader
        trail={[
          { href: '/admin/builds', label: 'Builds' },
          { href: buildPath, label: name },
        ]}
        title={`Cancel ${name}`}
      />
      <CancelForm
        action={cancelBuild}
        buildId={build.id}
        back={<ButtonLink href={buildPath}>Back</ButtonLink>}
      />
    </>
  )
}
