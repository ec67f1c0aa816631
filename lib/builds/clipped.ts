/** Where the engine left lines out, said in words: it limits what it keeps of one step's output. */

const clip = /^\[output clipped, log limit (\S+) reached\]$/

export type ClipWords = {
  /** What to say behind a line of a step; null behind every line but the engine's own mark. */
  explain(step: number, text: string): string | null
}

/** Says what to do once for each step, afterwards only that it happened again. */
export function createClipWords(): ClipWords {
  const told = new Set<number>()
  return {
    explain(step, text) {
      const limit = clip.exec(text)?.[1]
      if (limit === undefined) return null
      if (told.has(step)) return 'Here the engine left lines of this step out again.'
      told.add(step)
      return limit.endsWith('/s')
        ? `Here the engine left lines out: it takes at most ${limit} of a step’s output. ${toHaveAll('SPEED')}`
        : `Here the engine left lines out: it takes at most ${limit} of output of one step. ${toHaveAll('SIZE')}`
    },
  }
}

/** dockerd and buildkitd read it; buildkit util/progress/logs/logs.go. */
function toHaveAll(what: 'SPEED' | 'SIZE'): string {
  return `Should the step fail, its last lines follow all the same. To have every line, make the step quieter or set BUILDKIT_STEP_LOG_MAX_${what}=-1 in the environment of the engine.`
}
