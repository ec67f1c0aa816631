/** What the web process says of the first administrator in its log. */
import type { Web } from './web.ts'

/** The code of its start; undefined where it said none. */
export function firstCodeOf({ output }: Web): string | undefined {
  return /There is no administrator yet\..*: ([0-9a-z]{4}(?:-[0-9a-z]{4}){7})\b/.exec(output())?.[1]
}
