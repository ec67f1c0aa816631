import { type Comment, type PackageLine, type ParsedList, parseLines } from './package-line.ts'
import { pipOptionFault } from './pip-option.ts'
import { type PipRequirement, readPipRequirement } from './pip-requirement.ts'
import { pipUrlFault, readPipUrl } from './pip-url.ts'

/** One line of a pip list; `name` is folded as pip compares it, `specifier` as typed. */
export type PipPackage = PipRequirement & { url?: string }

type PipOptions = { allowUrls?: boolean }

/**
 * Reads a list of pip requirements by PEP 508: extras, version specifiers, markers, comments; addresses only where
 * `allowUrls`. What is accepted is one package for pip too: the list is given to it as typed.
 */
export function parsePip(text: string, options: PipOptions = {}): ParsedList<PipPackage & PackageLine> {
  const allowUrls = options.allowUrls === true
  return parseLines(text, (content) => readPip(content, allowUrls), { commentFault })
}

function readPip(content: string, allowUrls: boolean): PipPackage | string {
  const fault = pipOptionFault(content) ?? lineFault(content)
  if (fault) return fault
  const url = readPipUrl(content)
  if (!url) return readPipRequirement(content)
  return pipUrlFault(url.url, allowUrls) ?? withUrl(url)
}

function withUrl({ requirement, url }: { requirement: string; url: string }): PipPackage | string {
  const read = readPipRequirement(requirement)
  return typeof read === 'string' ? read : { ...read, url }
}

/** pip replaces variables, and joins a line to the next one, before it reads either. */
function lineFault(content: string) {
  if (content.includes('${'))
    return `pip would replace “\${…}” by a variable of the build. Type the value itself.`
  if (content.includes('\\')) return '“\\” would join this line to the next. Put each package on one line.'
  return undefined
}

function commentFault({ comment, content, line }: Comment) {
  if (content !== '' && comment.endsWith('\\')) {
    return '“\\” at the end of the line would join it to the next, and hide that one in the comment.'
  }
  const encoding = line <= 2 && content === '' ? foreignEncoding(comment) : undefined
  return (
    encoding && `pip would read the whole list as “${encoding}”. Leave this comment out: lists are UTF-8.`
  )
}

/** pip looks at bytes: what is a space in Unicode only is none to it, and it takes a later match instead. */
function foreignEncoding(comment: string): string | undefined {
  const found = [...comment.matchAll(/coding[:=][ \t]*([-A-Za-z0-9_.]+)/g)]
  return found.map(([, encoding = '']) => encoding).find((each) => !/^(utf-?8|(us-)?ascii)$/i.test(each))
}
