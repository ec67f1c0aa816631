import { type FormState, formValues, idle } from '#lib/form-state.ts'
import { type Unpacked, unpackList } from '#lib/images/paste-lists.ts'
import { parsePip } from '#lib/images/pip.ts'
import { packageManagers } from '#lib/images/types.ts'

/**
 * The form again, its lists filled with what stands in the text that one of them was sent with: a requirements.txt,
 * an environment.yml, commands. Null where all are lists. Nothing is saved: the person looks at it and confirms.
 */
export function unpackPasted(formData: FormData): FormState | null {
  const values = formValues(formData)
  if (values.source?.[0] === 'existing') return null
  const text = (name: string) => (values[name]?.[0] ?? '').replace(/\r\n?/g, '\n')
  let lists = { apt: text('apt'), conda: text('conda'), pip: text('pip') }
  const notice: string[] = []
  for (const manager of packageManagers) {
    const unpacked = unpackList(lists, manager)
    if (!unpacked || (manager === 'pip' && isBetterCorrected(unpacked))) continue
    lists = unpacked.lists
    notice.push(...unpacked.notice)
  }
  if (notice.length === 0) return null
  const { apt, conda, pip } = lists
  return idle({ ...values, apt: [apt], conda: [conda], pip: [pip], pasted: notice })
}

/** A Pip list with faults left in it is a list with faults: they are told at its own lines, options among them. */
function isBetterCorrected({ lists, notice }: Unpacked): boolean {
  return notice.length > 1 && parsePip(lists.pip, { allowUrls: true }).faults.length > 0
}
