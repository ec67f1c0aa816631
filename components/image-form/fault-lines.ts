/** Numbers of the lines that errors such as `Line 3: …` speak of. */
export function faultLines(errors: readonly string[] = []): number[] {
  return errors.map(faultLine).filter((line) => line !== null)
}

/** The line that an error speaks of, or null. */
export function faultLine(error: string): number | null {
  const found = /^Line (\d+)\b/.exec(error)
  return found ? Number(found[1]) : null
}
