/** Children of `npm start` end with their parent, however it ended, so that no second pair runs beside them. */
export function exitWithParent(): void {
  const parent = Number(process.env.SLIPWAY_PARENT)
  if (!parent) return
  const timer = setInterval(() => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM')
  }, 1_000)
  timer.unref()
}
