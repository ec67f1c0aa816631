import type { Metadata } from 'next'
import { ActiveBuild } from '#components/image/active-build.tsx'
import { RebuildForm } from '#components/image-form/rebuild-form.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getRebuild, type RebuildStart } from '#db/queries/rebuilds.ts'
import { canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { diagnosisErrors } from '#lib/builds/diagnosis-errors.ts'
import { isFinal } from '#lib/builds/state.ts'
import { type FormState, idle } from '#lib/form-state.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { knownBases } from '../../known-bases.ts'
import { secretChoices } from '../../secret-choices.ts'
import { rebuildImage } from './actions.ts'

export const metadata: Metadata = { title: 'Rebuild' }

type Props = { params: Promise<{ name: string }> }

export default async function RebuildPage({ params }: Props) {
  const viewer = await requireViewer()
  const { name } = await params
  const image = getRebuild(viewer, name)
  if (!image) return <Missing path={`/admin/images/${name}/rebuild`} />
  const { displayName, last } = image
  return (
    <>
      <PageHeader
        trail={[
          { href: '/admin/images', label: 'Images' },
          { href: `/admin/images/${name}`, label: displayName },
        ]}
        title={`Rebuild ${displayName}`}
        about="The catalogue keeps what is published now until the new build has succeeded."
      />
      {!isFinal(last.state) && <ActiveBuild build={last} />}
      <RebuildForm
        action={rebuildImage}
        image={image}
        start={startOf(image)}
        pullSecrets={secretChoices(viewer, image)}
        canAddSecret={canManagePullSecrets(viewer)}
        bases={knownBases(viewer)}
        back={`/admin/builds/${last.id}`}
      />
    </>
  )
}

function startOf({ last }: RebuildStart): FormState {
  const { base, pullSecretId, apt, conda, pip } = last.spec
  const secret = pullSecretId === null ? '' : String(pullSecretId)
  const values = { base: [base], pullSecretId: [secret], apt: [apt], conda: [conda], pip: [pip] }
  return { ...idle({ ...values, seen: [String(last.id)] }), errors: diagnosisErrors(last.diagnosis) }
}
