/** The addresses of lists: everything that a list shows stands in its query. */

export type SearchParams = Record<string, string | string[] | undefined>

/** The first value of a parameter, trimmed; empty where it is not there. */
export function firstOf(value: string | string[] | undefined): string {
  return [value].flat()[0]?.trim() ?? ''
}

/** A path with a query; what is empty does not stand in it. */
export function listPath(path: string, query: Record<string, string>): string {
  const text = new URLSearchParams(filled(query)).toString()
  return text ? `${path}?${text}` : path
}

/** The parameters of a query that say something. */
export function filled(query: Record<string, string>): [name: string, value: string][] {
  return Object.entries(query).filter(([, value]) => value !== '')
}
