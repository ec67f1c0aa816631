/** The end of the web process: open streams must end themselves, or the server waits for them for ever. */
const shared = globalThis as { [key: symbol]: AbortController | undefined }
const key = Symbol.for('slipway.shutdown')

/** Aborts when the server was asked to stop. The same signal in all copies of this module. */
export function shutdownSignal(): AbortSignal {
  return controller().signal
}

/** Tells every stream to end. */
export function beginShutdown(): void {
  controller().abort()
}

function controller(): AbortController {
  shared[key] ??= new AbortController()
  return shared[key]
}
