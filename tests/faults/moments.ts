/** The moments of a build in which something happens to it, and how it is brought there and held there. */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { buildFolder } from '#lib/config.ts'
import type { BuildSpec } from '#lib/images/types.ts'
import { sampleBase } from '../support/builder.ts'
import { isPush } from '../support/faulty-registry.ts'
import { pushPlainBase } from '../support/plain-base.ts'
import type { Scene } from './scene.ts'

export type Moment = {
  name: string
  /** What to build; the registry and the index are told what to do when it comes there: `hang`, or wait to be mended. */
  prepare(scene: Scene, way?: 'hang' | 'hold'): Promise<Partial<BuildSpec>>
  /** Whether the build is there. */
  isThere(scene: Scene, buildId: number): boolean | Promise<boolean>
}

const plain = async ({ registry, realRegistry }: Scene) => {
  const base = await pushPlainBase(realRegistry, unique())
  return { ...base, base: `${registry.host}/${base.name}` }
}

/** In the order in which they come; in the last one the engine has pushed. */
export const moments: readonly Moment[] = [
  {
    name: 'queued',
    prepare: async () => ({ base: sampleBase() }),
    isThere: () => sleep(Math.random() * 60).then(() => true),
  },
  {
    name: 'inspect',
    prepare: async (scene, way = 'hang') => {
      const { base } = await plain(scene)
      scene.registry.fail(({ path }) => (path.includes('/plain/base/manifests/') ? way : null))
      return { base }
    },
    isThere: ({ registry }) => registry.failed.length > 0,
  },
  {
    name: 'pull',
    prepare: async (scene, way = 'hang') => {
      const { base, layerDigest } = await plain(scene)
      scene.registry.fail(({ path }) => (path.endsWith(layerDigest) ? way : null))
      return { base }
    },
    isThere: ({ registry }) => registry.failed.length > 0,
  },
  {
    name: 'step',
    prepare: async ({ index }) => {
      index.asked.length = 0
      return { base: sampleBase(), pip: `# ${unique()}\nslipway-silent` }
    },
    isThere: ({ index }) => index.asked.includes('/simple/slipway-silent/'),
  },
  {
    name: 'export',
    prepare: async () => ({ base: sampleBase(), pip: `# ${unique()}\nslipway-heavy` }),
    isThere: (_, buildId) => hasProgress(buildId, 'exporting layers'),
  },
  {
    name: 'push',
    prepare: async (scene, way = 'hang') => {
      const { base } = await plain(scene)
      scene.registry.fail((asked) => (isPush(asked) ? way : null))
      return { base }
    },
    isThere: ({ registry }, buildId) =>
      registry.failed.some(({ path }) => path.includes('/slipway/')) &&
      hasProgress(buildId, 'pushing layers'),
  },
  {
    name: 'pushed',
    prepare: async (scene) => ({ base: (await plain(scene)).base }),
    isThere: (_, buildId) => existsSync(path.join(buildFolder(buildId), 'exit')),
  },
]

function hasProgress(buildId: number, text: string): boolean {
  return readFileSync(path.join(buildFolder(buildId), 'progress'), 'utf8').includes(text)
}

function unique(): string {
  return `${Date.now()}-${Math.random().toString(36).slice(2)}`
}
