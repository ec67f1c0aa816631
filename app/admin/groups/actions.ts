'use server'

import { redirect } from 'next/navigation'
import { deleteGroup, insertGroup } from '#db/queries/group-changes.ts'
import { listPeople, setRoleByHand } from '#db/queries/group-members.ts'
import { getGroup } from '#db/queries/groups.ts'
import { canManageGroups } from '#lib/access.ts'
import { runAction } from '#lib/auth/action.ts'
import { setFlash } from '#lib/auth/flash.ts'
import { type FormState, failed, invalid } from '#lib/form-state.ts'
import { findPerson } from './find-person.ts'
import { saveGroup } from './save-group.ts'
import {
  addMemberSchema,
  changeMemberSchema,
  deleteSchema,
  editedGroupSchema,
  groupSchema,
} from './schema.ts'

const gone = 'This group is not there any more: somebody deleted it.'

/** Adds a group by hand, then shows it. */
export async function createGroup(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManageGroups, schema: groupSchema }, formData, async (viewer, group, values) => {
    const added = insertGroup(viewer, group)
    if ('taken' in added)
      return invalid(values, { name: [`There is a group “${added.taken}” already. Choose another name.`] })
    await setFlash(`Group “${group.name}” was added. Add its people below.`)
    redirect(`/admin/groups/${added.id}`)
  })
}

/** Saves a group's name and description, unless somebody else changed them meanwhile. */
export async function editGroup(_: FormState, formData: FormData): Promise<FormState> {
  return runAction({ may: canManageGroups, schema: editedGroupSchema }, formData, saveGroup)
}

/** Adds someone to a group by hand. */
export async function addMember(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManageGroups, schema: addMemberSchema },
    formData,
    async (viewer, { groupId, person, role }, values) => {
      const group = getGroup(viewer, groupId)
      if (!group) return failed(values, gone)
      const found = findPerson(person, listPeople(viewer))
      if (typeof found === 'string') return invalid(values, { person: [found] })
      if (!setRoleByHand(viewer, { groupId, userId: found.id, role })) return failed(values, gone)
      await setFlash(`${found.name} is a ${role} of “${group.name}”.`)
      redirect(`/admin/groups/${groupId}`)
    },
  )
}

/** Makes someone a manager or a member by hand, or takes back what was given so. */
export async function changeMember(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManageGroups, schema: changeMemberSchema },
    formData,
    async (viewer, { groupId, userId, role }, values) => {
      const change = { groupId, userId, role: role === 'none' ? null : role }
      if (!setRoleByHand(viewer, change)) return failed(values, 'This person or group is not there any more.')
      await setFlash('The members were changed.')
      redirect(`/admin/groups/${groupId}`)
    },
  )
}

/** Deletes a hand-made group that is as the person saw it. */
export async function removeGroup(_: FormState, formData: FormData): Promise<FormState> {
  return runAction(
    { may: canManageGroups, schema: deleteSchema },
    formData,
    async (viewer, { groupId, seen }, values) => {
      const name = getGroup(viewer, groupId)?.name ?? ''
      const outcome = deleteGroup(viewer, { id: groupId, seen })
      if (outcome === 'changed')
        return failed(
          values,
          'The group changed since you opened this page. Read again what goes, then decide.',
        )
      if (outcome === 'from sign-in')
        return failed(values, 'This group comes from sign-in and cannot be deleted here.')
      await setFlash(outcome === 'gone' ? 'The group was deleted already.' : `Group “${name}” was deleted.`)
      redirect('/admin/groups')
    },
  )
}
