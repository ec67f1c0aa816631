/** Children of `npm start` end with their parent, however it ended, so that no second pair runs beside them. */
export function exitWithParent(): void {
  const parent = Number(process.env.SLIPWAY_PARENT)
  if (!parent) return
  // `next dev` puts a process of its own between.
  const nearest = process.ppid
  const timer = setInterval(() => {
    if (process.ppid !== nearest || !isRunning(parent)) process.kill(process.pid, 'SIGTERM')
  }, 1_000)
  timer.unref()
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
