'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import { getEarlierBuild, publishAgain } from '#db/queries/publishing.ts'
import { canManageImages } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { pointTag } from '#lib/engine/registry-copies.ts'
import { type FormState, failed } from '#lib/form-state.ts'
import { thingId } from '#lib/form-text.ts'
import { pinned } from '#lib/images/reference.ts'
import { lookUpFacts } from '../../../new/check-references.ts'

const schema = z.object({ name: z.string(), number: thingId, seen: thingId })

/** Publishes an earlier build again, if the registry still has it. */
export async function publishBuild(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManageImages, schema },
    formData,
    async (viewer, { name, number, seen }, values) => {
      const build = getEarlierBuild(viewer, name, number)
      if (!build) return failed(values, 'This build is not there any more: somebody deleted its image.')
      const reference = pinned(build.reference, build.digest)
      const { facts, fault: missing } = await lookUpFacts(viewer, {
        reference,
        pullSecretId: null,
        ownerGroupId: null,
      })
      if (missing !== null) return failed(values, `Nothing was changed. ${missing}`)
      const outcome = publishAgain(viewer, { name, number, seen, facts })
      if (outcome !== 'published')
        return failed(values, 'Another build was published since you opened this page. Load it again.')
      const fault = await pointTag(build, 'latest')
      const tag = fault === null ? '' : ` The tag “latest” still means another build: ${fault}`
      await setFlash(`Build #${number} is in the catalogue again.${tag}`, `/images/${name}`)
      redirect(`/admin/images/${name}`)
    },
  )
}
