const named = new Map([
  [0x00, 'a NUL character'],
  [0x0d, 'a carriage return'],
  [0x1b, 'an escape character'],
  [0xa0, 'a no-break space'],
  [0xad, 'an invisible soft hyphen'],
  [0x200b, 'an invisible zero-width space'],
  [0x2010, 'a typographic hyphen'],
  [0x2011, 'a typographic hyphen'],
  [0x2013, 'an en dash'],
  [0x2014, 'an em dash'],
  [0x2018, 'a curly quote'],
  [0x2019, 'a curly quote'],
  [0x201c, 'a curly quote'],
  [0x201d, 'a curly quote'],
  [0x2028, 'a hidden line separator'],
  [0x2029, 'a hidden paragraph separator'],
  [0xfeff, 'an invisible byte order mark'],
  [0xfffd, 'a sign that stands where a character was broken'],
])

/** The first character that may stand nowhere, in words: control, invisible, line-breaking, half or unassigned. */
export function forbiddenCharacter(text: string): string | undefined {
  const found = /(?!\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Co}\p{Cn}\ufffd]/u.exec(text)
  return found ? nameCharacter(found[0]) : undefined
}

/** The first character outside ASCII, in words. */
export function foreignCharacter(text: string): string | undefined {
  const found = /\P{ASCII}/u.exec(text)
  return found ? nameCharacter(found[0]) : undefined
}

/** Names a character for a message: `“é” (U+00E9)`, `a NUL character (U+0000)`. Never shows what cannot be seen. */
export function nameCharacter(character: string): string {
  const point = character.codePointAt(0) ?? 0
  return `${named.get(point) ?? describePoint(character, point)} (${codePoint(point)})`
}

function describePoint(character: string, point: number) {
  if (/\p{Cc}/u.test(character)) return 'a control character'
  if (/\p{Cs}/u.test(character)) return 'half a character'
  if (isDirection(point)) return 'a hidden character that changes the direction of text'
  if (/[\p{C}\p{Z}]/u.test(character)) return 'an invisible character'
  return `“${character}”`
}

function isDirection(point: number) {
  const marks = [0x061c, 0x200e, 0x200f]
  return marks.includes(point) || (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)
}

function codePoint(point: number) {
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`
}
