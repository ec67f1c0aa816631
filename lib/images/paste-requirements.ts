import { nothingTaken, type TakenApart } from './paste-taken.ts'
import { pipOptionFault } from './pip-option.ts'

/** Options that only pip has; `-c` may be conda's channel as well. */
const pipOption =
  /^(?:-[reif] +\S|--(?:requirement|constraint|editable|index-url|extra-index-url|no-index|find-links|no-binary|only-binary|prefer-binary|require-hashes|pre|trusted-host|use-feature|hash)(?:[ =]|$))/

/** Takes a requirements.txt that a pip list would refuse: options, lines that go on in the next, hashes. */
export function takeRequirements(lines: readonly string[]): TakenApart | null {
  if (!lines.some((line) => pipOption.test(line.trim()) || line.includes(' --hash='))) return null
  const taken = nothingTaken()
  for (const { line, text } of joinLines(lines)) takeLine(taken, line, text)
  return taken
}

function takeLine({ pip, notTaken }: TakenApart, line: number, text: string): void {
  const [code = ''] = text.split(/(?:^|\s)#/, 1)
  const at = code.search(/(?:^|\s)-/)
  const requirement = at === -1 ? text : code.slice(0, at).trimEnd()
  if (requirement !== '') pip.push(requirement)
  if (at === -1) return
  const option = requirement === '' ? code.trim() : code.slice(at).trim().split(/\s/, 1).join()
  notTaken.push({ line, text: option, reason: pipOptionFault(option) ?? 'An option is not a package.' })
}

/** Lines as pip joins them: one that ends in a backslash goes on in the next, unless it is a comment. */
function joinLines(lines: readonly string[]): { line: number; text: string }[] {
  const joined: { line: number; text: string }[] = []
  let open: { line: number; parts: string[] } | undefined
  for (const [index, line] of lines.entries()) {
    const isComment = /^\s*#/.test(line)
    const goesOn = !isComment && line.endsWith('\\')
    const part = (goesOn ? line.slice(0, -1) : line).trim()
    open ??= { line: index + 1, parts: [] }
    open.parts.push(part)
    if (goesOn && index < lines.length - 1) continue
    joined.push({ line: open.line, text: open.parts.join(' ').trim() })
    open = undefined
  }
  return joined
}
