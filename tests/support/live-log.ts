/** The built web application and a running build in it whose log the test writes. */
import { setDatabase } from '#db/client.ts'
import { config } from '#lib/config.ts'
import { buildWeb } from '../../scripts/up/web-build.ts'
import { signIn } from './access/people.ts'
import { newDataFolder } from './builder.ts'
import { freePort, startWeb } from './web.ts'
import { beginWrittenBuild, type WrittenBuild } from './written-build.ts'

export type LiveLog = {
  build: WrittenBuild
  /** What a viewer needs: an administrator's session and where the stream is. */
  viewing: { port: number; cookie: string; buildId: number }
  /** Kills the web process with -9 and starts another one in its place. */
  restart: () => Promise<void>
}

type Options = { lineOf?: (at: number) => string; env?: Record<string, string> }

/** For as long as some work lasts. Every call has a data folder of its own. */
export async function withLiveLog<T>(
  work: (log: LiveLog) => Promise<T>,
  { lineOf, env = {} }: Options = {},
): Promise<T> {
  await buildWeb(() => {})
  config().SLIPWAY_DATA = newDataFolder()
  setDatabase(undefined)
  const { viewer, cookie } = await signIn('ada', { isAdministrator: true })
  const build = await beginWrittenBuild(viewer, 'live-log', lineOf)
  const port = await freePort()
  let web = await startWeb({ port, env })
  const restart = async () => {
    await web.stop()
    web = await startWeb({ port, env })
  }
  try {
    return await work({ build, viewing: { port, cookie, buildId: build.id }, restart })
  } finally {
    await web.stop()
  }
}
