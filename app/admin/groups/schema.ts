import { z } from 'zod'
import { lineOfText, linesOfText, thingId } from '#lib/form-text.ts'

const description = linesOfText({ max: 500 })

export const groupSchema = z.object({
  name: lineOfText({ max: 100, empty: 'Give the group a name, as people know the team.' }),
  description,
})

/** `was` and `wasName`: the description and the name that the person was shown. */
export const editedGroupSchema = groupSchema.extend({
  groupId: thingId,
  was: z.string().default(''),
  wasName: z.string().default(''),
})

export const addMemberSchema = z.object({
  groupId: thingId,
  person: lineOfText({ max: 500, empty: 'Type the e-mail address or the name of a person.' }),
  role: z.enum(['member', 'manager'], 'Choose a role.'),
})

export const changeMemberSchema = z.object({
  groupId: thingId,
  userId: thingId,
  role: z.enum(['member', 'manager', 'none'], 'Press one of the buttons.'),
})

export const deleteSchema = z.object({ groupId: thingId, seen: z.string().default('') })
