/** Called by Next once per server, before the first request; never while building. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return
  const { startWeb } = await import('#lib/start-web.ts')
  startWeb()
}
