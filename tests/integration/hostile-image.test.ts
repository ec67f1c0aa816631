import type { ChildProcess } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getImage } from '#db/queries/images.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { buildFolder } from '#lib/config.ts'
import {
  endBuilder,
  newDataFolder,
  queueBuild,
  someAdministrator,
  startBuilder,
  untilFinal,
} from '../support/builder.ts'
import { deriveBase } from '../support/derived-base.ts'

let administrator: Viewer
let builder: ChildProcess

beforeAll(() => {
  newDataFolder()
  administrator = someAdministrator()
  builder = startBuilder()
})

afterAll(() => endBuilder(builder, 'SIGTERM'))

/** A base that has the last word when it is asked what is installed: its `conda` runs these lines as root. */
function baseThatDoes(name: string, lines: readonly string[]): string {
  const script = ['#!/bin/sh', 'cd /slipway-manifest', ...lines].join('\\n')
  return deriveBase(name, [`RUN printf '${script}\\n' >/usr/bin/conda && chmod 755 /usr/bin/conda`])
}

async function build(displayName: string, base: string) {
  const { buildId, name } = queueBuild(administrator, displayName, { base })
  const { state } = await untilFinal(buildId)
  const log = readFileSync(path.join(buildFolder(buildId), 'log.ndjson'), 'utf8')
  return {
    state,
    log,
    folder: buildFolder(buildId),
    packages: getImage(systemViewer, name)?.published?.packages ?? [],
  }
}

test('links in an image’s manifest are not followed, and nothing that it made is a file here', async () => {
  const links = [
    'ln -sf ../../../../../../../../../proc/self/status apt.tsv',
    'ln -sf /proc/self/status pip.json',
  ]
  const { state, folder, packages } = await build('links', baseThatDoes('links', links))
  expect(state).toBe('succeeded')
  expect(packages.filter(({ manager }) => manager === 'apt')).toEqual([])
  expect(packages.map(({ name }) => name)).not.toContain('Name:')
  expect(
    readdirSync(folder, { recursive: true })
      .filter((file) => /\.(tsv|json)$/.test(String(file)))
      .toSorted(),
  ).toEqual(['metadata.json', 'pid.json', 'steps.json', 'verdict.json'])
})

test('a pipe and an endless file end neither the builder nor the build', async () => {
  const lines = ['rm -f apt.tsv', 'mkfifo apt.tsv', 'head -c 40000000 /dev/zero >noise']
  const { state, packages, log } = await build('pipe', baseThatDoes('pipe', lines))
  expect(state).toBe('succeeded')
  expect(packages).toEqual([])
  expect(log).toContain('What is installed in the image could not be read.')
})
