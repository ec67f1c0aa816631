/** Ctrl-C and its like. A terminal, npm and the first stage may each pass on the same key press. */

const sameKeyPress = 1_000

/** `first` fires with the first signal, `again` when another comes more than a second later. */
export function listenForStop(): { first: AbortSignal; again: AbortSignal } {
  outliveTheTerminal()
  const first = new AbortController()
  const again = new AbortController()
  let since = 0
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!first.signal.aborted) {
        since = Date.now()
        first.abort()
      } else if (Date.now() - since > sameKeyPress) again.abort()
    })
  }
  return { first: first.signal, again: again.signal }
}

/** A closed terminal cannot be written to; stopping in order matters more than what it would have said. */
function outliveTheTerminal() {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
