/** Display names that people choose and image names that are made from them. */

const maxDisplayName = 63
const maxImageName = 57
const displayNamePattern = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/

/** What is wrong with a display name, in a sentence; null when it is fine. */
export function displayNameFault(value: string): string | null {
  if (value === '') return 'Give the image a display name.'
  const odd = [...value].find((char) => !/[a-z0-9.-]/.test(char))
  if (odd !== undefined) return oddCharacter(value, odd)
  if (value.length > maxDisplayName) return `A display name has at most ${maxDisplayName} characters.`
  if (displayNamePattern.test(value)) return null
  if (/\.\.|\.-|-\./.test(value)) return 'Between two dots or hyphens a letter or number must stand.'
  return 'A display name starts and ends with a letter or number.'
}

/**
 * The image name for a display name: its dots become hyphens, and a number is added while the name is taken.
 * At most 57 characters and what the number needs.
 */
export function imageNameFrom(displayName: string, isTaken: (name: string) => boolean): string {
  const plain = displayName.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  const name = plain.slice(0, maxImageName).replace(/^-+|-+$/g, '') || 'image'
  if (!isTaken(name)) return name
  for (let number = 2; ; number++) {
    if (!isTaken(`${name}-${number}`)) return `${name}-${number}`
  }
}

function oddCharacter(value: string, odd: string): string {
  const allowed = 'Only lowercase letters, numbers, hyphen and dot are allowed'
  const suggestion = value.toLowerCase().replace(/[^a-z0-9.-]+/g, '-')
  const advice = displayNameFault(suggestion) === null ? `: try “${suggestion}”.` : '.'
  if (/[A-Z]/.test(odd)) return `${allowed}${advice}`
  const shown = odd === ' ' ? 'a space' : /[\p{C}\p{Z}]/u.test(odd) ? 'an invisible character' : `“${odd}”`
  return `${allowed}, not ${shown}${advice}`
}
