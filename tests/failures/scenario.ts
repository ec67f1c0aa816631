/** One way to make a build fail, and what is needed on the way there. */
import type { PinnedBase } from '#lib/builds/context.ts'
import type { RegistryLogin } from '#lib/secrets/docker-config.ts'

/** What is asked of the engine. Whatever is left out is as in an ordinary build of the sample base. */
export type Trial = {
  base?: string
  apt?: string
  conda?: string
  pip?: string
  /** Builds upon this without looking it up first. */
  pinned?: PinnedBase
  /** In the place of the context that Slipway writes. */
  context?: Record<string, string>
  pipIndexUrl?: string
  condaChannelAlias?: string
  /** `host/repository`, else a place in the local registry. */
  pushTo?: string
  tag?: string
  logins?: RegistryLogin[]
  dockerHost?: string
  /** Is called as soon as the build's step runs that shows this in its log or its name. */
  when?: { shows: string; act: (folder: string) => Promise<void> | void }
  /** Ends what `prepare` started. */
  done?: () => Promise<unknown>
  /** Further hosts and folders of this machine → what the fixture calls them. */
  names?: Record<string, string>
}

export type Scenario = {
  /** `<code>/<case>`: the folder of the fixture. */
  name: string
  /** Whose words are kept. */
  tool: string
  /** `stand-in`: a program of the tests' that prints copies of the real one's messages. */
  origin?: 'captured' | 'stand-in'
  prepare: () => Promise<Trial> | Trial
}
