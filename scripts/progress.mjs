/** Progress for people: one line per step with its duration, and on a terminal a live line of what is running. */

/** @typedef {(detail: string) => void} Say */
/** @typedef {<T>(name: string, work: (say: Say) => T | Promise<T>) => Promise<T>} Step */

const nameWidth = 18

/**
 * Makes a `step` that runs a piece of work under a name. The work may `say` what it is doing;
 * what it said last stands in the finished line. Steps may run beside each other.
 * @param {NodeJS.WriteStream} [out]
 * @returns {Step}
 */
export function createProgress(out = process.stdout) {
  /** @type {Map<string, { since: number, detail: string }>} */
  const running = new Map()
  const print = (line) => out.write(out.isTTY ? `\r\x1b[2K${line}\n` : `${line}\n`)
  const tick = out.isTTY ? () => drawLive(out, running) : () => beat(print, running)
  const told = new WeakSet()
  let timer

  return async (name, work) => {
    const entry = { since: Date.now(), detail: '' }
    running.set(name, entry)
    timer ??= setInterval(tick, out.isTTY ? 200 : 15_000)
    try {
      const value = await work((detail) => {
        entry.detail = detail
      })
      print(finishedLine('✓', name, entry))
      return value
    } catch (error) {
      // What was given up because of another step's fault, or because a person wanted it, has not failed.
      const givenUp = told.has(error) || error.name === 'AbortError'
      print(finishedLine(givenUp ? '–' : '✗', name, entry))
      told.add(error)
      throw error
    } finally {
      running.delete(name)
      if (running.size === 0) timer = clearInterval(timer)
    }
  }
}

/** Seconds since a moment, as people read them: `0.4 s`, `18 s`, `1 min 04 s`. */
export function elapsed(since) {
  const seconds = (Date.now() - since) / 1000
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`
  if (seconds < 59.5) return `${Math.round(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`
}

function finishedLine(mark, name, { since, detail }) {
  return `  ${mark} ${name.padEnd(nameWidth)}${[detail, elapsed(since)].filter(Boolean).join(', ')}`
}

function drawLive(out, running) {
  const parts = [...running].map(([name, { since }]) => `${name} ${elapsed(since)}`)
  if (parts.length > 0) out.write(`\r\x1b[2K${`  … ${parts.join('   ')}`.slice(0, (out.columns ?? 80) - 1)}`)
}

function beat(print, running) {
  for (const [name, entry] of running) print(finishedLine('…', name, entry))
}
