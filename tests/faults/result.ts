/** What a fault test answers: how often it was tried, how often the promise held, how often not. */
export type Result = { runs: number; held: number; lost: number }

/** One fault: `runs` is the long form's; `npm test` calls the same function with a few. */
export type Fault = {
  name: string
  runs: number
  run(runs: number): Promise<Result>
  /** False where it takes neither engine nor registry. */
  needsParts?: false
}
