import type { Metadata } from 'next'
import { ActiveBuild } from '#components/image/active-build.tsx'
import { FromEarlier } from '#components/image/from-earlier.tsx'
import { RebuildForm } from '#components/image-form/rebuild-form.tsx'
import { formatRelative } from '#components/moment.ts'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getRebuild, type RebuildStart } from '#db/queries/rebuild-start.ts'
import { canManageImages, canManagePullSecrets } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { diagnosisErrors } from '#lib/builds/diagnosis-errors.ts'
import { isFinal } from '#lib/builds/state.ts'
import { triggersToShow } from '#lib/builds/unagreed-triggers.ts'
import { config } from '#lib/config.ts'
import { type FormState, idle } from '#lib/form-state.ts'
import { idFrom } from '#lib/form-text.ts'
import { baseCards } from '#lib/images/base-choice.ts'
import { trackedReference } from '#lib/images/reference.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { knownBases } from '../../known-bases.ts'
import { secretChoices } from '../../secret-choices.ts'
import { rebuildImage } from './actions.ts'

export const metadata: Metadata = { title: 'Rebuild' }

type Props = {
  params: Promise<{ name: string }>
  searchParams: Promise<{ from?: string | string[] }>
}

export default async function RebuildPage({ params, searchParams }: Props) {
  const viewer = await requireViewer(canManageImages)
  const { name } = await params
  const number = [(await searchParams).from].flat()[0]
  const image = getRebuild(viewer, name, number === undefined ? undefined : (idFrom(number) ?? 0))
  if (!image) return <Missing path={`/admin/images/${name}/rebuild`} />
  const { displayName, last, from } = image
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
      {isInTheWay(last) && <ActiveBuild build={last} />}
      {from.id !== last.id && <FromEarlier name={name} from={from.number} last={last.number} />}
      <RebuildForm
        key={from.id}
        action={rebuildImage}
        image={image}
        start={startOf(image)}
        pullSecrets={secretChoices(viewer, image)}
        canAddSecret={canManagePullSecrets(viewer)}
        bases={knownBases(viewer)}
        baseCards={cardsFor(image)}
        allowPipUrls={config().SLIPWAY_PIP_URLS}
        back={`/admin/builds/${from.id}`}
      />
    </>
  )
}

/** What waits and nobody asked for gives way to what a person wants. */
function isInTheWay({ state, scheduledFor }: RebuildStart['last']): boolean {
  return !isFinal(state) && !(state === 'queued' && scheduledFor !== null)
}

function startOf({ last, from, pullSecretId }: RebuildStart): FormState {
  const { base, apt, conda, pip } = from.spec
  const secret = pullSecretId === null ? '' : String(pullSecretId)
  const values = { base: [base], pullSecretId: [secret], apt: [apt], conda: [conda], pip: [pip] }
  const guard = { seen: [String(last.id)], from: [String(from.number)] }
  return {
    ...idle({ ...values, ...triggersToShow(from.spec, from.diagnosis), ...guard }),
    errors: diagnosisErrors(from.diagnosis),
  }
}

/** What is known of the published build's base goes for this one too where it is the same. */
function cardsFor({ from, tracked }: RebuildStart) {
  const { number, baseDigest } = from
  const { base } = from.spec
  const isSame = tracked && trackedReference(tracked.reference) === trackedReference(base)
  const { sourceDigest: digest, sourceCheckedAt: at } = isSame ? tracked : nothing
  const now = digest && at ? { digest, asked: formatRelative(at, Date.now()) } : null
  return baseCards({ number, base, baseDigest }, now)
}

const nothing = { sourceDigest: null, sourceCheckedAt: null }
