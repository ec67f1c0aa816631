import { redirect } from 'next/navigation'
import { getBuild } from '#db/queries/builds.ts'
import { getManagedImage } from '#db/queries/managed-image.ts'
import { getRebuild } from '#db/queries/rebuild-start.ts'
import { insertRebuild } from '#db/queries/rebuilds.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { spend } from '#lib/auth/limits.ts'
import { describeDifference } from '#lib/builds/difference-words.ts'
import { compareSpecs } from '#lib/builds/spec-difference.ts'
import { type FormState, type FormValues, failed, invalid } from '#lib/form-state.ts'
import type { RebuildForm } from '#lib/images/rebuild-form.ts'
import { openerFor } from '../../kept-secret.ts'
import { findVanished } from '../../new/check.ts'
import { type CheckedBase, checkBase } from '../../new/check-base.ts'

/** Queues the build when its base can be read and nobody else was faster; else what was typed is kept. */
export async function queueRebuild(
  viewer: Viewer,
  form: RebuildForm,
  values: FormValues,
): Promise<FormState> {
  const { name, seen, isFresh, baseTriggers: _, isAgreed: __, ...asked } = form
  const image = getRebuild(viewer, name)
  if (!image) return failed(values, gone)
  const { triggers, faults, shown } = await checkForm(viewer, form)
  if (Object.keys(faults).length > 0) return invalid({ ...values, ...shown }, faults)
  const spec = { ...asked, ...(triggers && { triggers }) }
  await spend('builds', viewer)
  const outcome = insertRebuild(viewer, { name, spec, isFresh, seen })
  if (outcome === 'gone') return failed(values, gone)
  if (outcome === 'active') return failed(values, active)
  if (outcome === 'overtaken') return overtaken(viewer, { name, seen }, values)
  const words = outcome.isNew
    ? 'is starting to rebuild'
    : 'is rebuilt once: this very build was asked for already'
  await setFlash(`Your image “${image.displayName}” ${words}.`)
  redirect(`/admin/builds/${outcome.buildId}`)
}

const gone = 'This image is not there any more: somebody deleted it.'
const active = 'A build of this image has not ended yet. Wait for it, or cancel it, then rebuild.'

async function checkForm(viewer: Viewer, form: RebuildForm): Promise<CheckedBase> {
  const { name, base, pullSecretId } = form
  const image = getManagedImage(viewer, name)
  const opener = openerFor(viewer, image, { pullSecretId, references: [base] })
  const ownerGroupId = image?.ownerGroupId ?? null
  const vanished = findVanished(opener, { groupIds: [], pullSecretId, ownerGroupId })
  return vanished.pullSecretId
    ? { faults: vanished, shown: {} }
    : checkBase(viewer, { ...form, ownerGroupId }, opener)
}

/** Somebody else built it after the form was opened: says what they asked for; the next try goes by that. */
function overtaken(viewer: Viewer, { name, seen }: { name: string; seen: number }, values: FormValues) {
  const was = getBuild(viewer, seen)
  const now = getRebuild(viewer, name)?.last
  if (!now) return failed(values, gone)
  const changes = was ? describeDifference(compareSpecs(was.spec, now.spec)) : []
  const words = changes.length > 0 ? changes.join(' ') : 'It asked for the same as the build before.'
  return failed(
    { ...values, seen: [String(now.id)] },
    `${now.requestedBy} built this image meanwhile (#${now.number}). ${words} Press Rebuild again to build yours.`,
  )
}
