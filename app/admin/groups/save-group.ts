import { redirect } from 'next/navigation'
import type { z } from 'zod'
import { type GroupText, updateGroup } from '#db/queries/group-changes.ts'
import type { Viewer } from '#lib/access.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, type FormValues, failed, invalid } from '#lib/form-state.ts'
import type { editedGroupSchema } from './schema.ts'

type Input = z.output<typeof editedGroupSchema>

/** Saves what was typed about a group, or says at its field why not. */
export async function saveGroup(viewer: Viewer, input: Input, values: FormValues): Promise<FormState> {
  const { groupId: id, name, description } = input
  const was = { name: input.wasName, description: input.was.replace(/\r\n?/g, '\n') }
  const outcome = updateGroup(viewer, { id, was, name, description })
  if (outcome === 'gone') return failed(values, 'This group is not there any more: somebody deleted it.')
  if (outcome === 'from sign-in')
    return invalid(values, { name: ['Sign-in names this group by now, so its name cannot be changed here.'] })
  if (outcome === 'saved') {
    await setFlash(name === was.name ? 'The group was saved.' : `The group is called “${name}” from now on.`)
    redirect(`/admin/groups/${id}`)
  }
  if ('taken' in outcome)
    return invalid(values, { name: [`There is a group “${outcome.taken}” already. Choose another name.`] })
  return overtaken(was, outcome.changed, values)
}

/** Tells what somebody else saved meanwhile; the next try goes by that. */
function overtaken(was: GroupText, now: GroupText, values: FormValues): FormState {
  const words = (text: string) =>
    `Somebody else changed it meanwhile, to “${text}”. Save again to put yours in its place.`
  return invalid(
    { ...values, wasName: [now.name], was: [now.description] },
    {
      ...(now.name !== was.name && { name: [words(now.name)] }),
      ...(now.description !== was.description && { description: [words(now.description)] }),
    },
  )
}
