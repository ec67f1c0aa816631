/** What people type into a search: words, and packages with a version. */

const maxWords = 8

/** The words of a search, each once, at most eight. What cannot be seen parts words as white space does. */
export function searchWords(search: string): string[] {
  const words = search
    .toWellFormed()
    .normalize('NFC')
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean)
  return [...new Set(words)].slice(0, maxWords)
}

/** The package that a word may mean. `names`: with hyphens and with underscores, which pip takes for the same. */
export type PackageWord = { names: string[]; version: string | null }

/**
 * `torch` is any package whose name begins so; `torch=2.3`, `torch==2.3` and `torch=2.3.*` are torch in version 2.3 or
 * a later part of it (2.3.1, not 2.30).
 */
export function packageWord(word: string): PackageWord {
  const [, named, version] = /^([^=]+)==?([0-9a-z][0-9a-z.+!:~_-]*?)(?:\.\*)?$/i.exec(word) ?? []
  const name = named ?? word
  const names = [name, name.replaceAll('_', '-'), name.replaceAll('-', '_')]
  return { names: [...new Set(names)], version: version ?? null }
}
