/** Thrown where somebody asked for more than one person may. Its message is a sentence for them. */
export class LimitReached extends Error {
  override name = 'LimitReached'
  /** Whole seconds until they may ask again. */
  readonly seconds: number

  constructor(what: string, seconds: number) {
    super(`${what} Try again in ${waitOf(seconds)}.`)
    this.seconds = seconds
  }
}

function waitOf(seconds: number): string {
  if (seconds === 1) return '1 second'
  return seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`
}
