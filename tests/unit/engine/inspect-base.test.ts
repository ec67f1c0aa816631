import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { config } from '#lib/config.ts'
import { inspectBase } from '#lib/engine/inspect-base.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { setFakeBuildx } from '../../support/fake-buildx.ts'

const asked = path.join(mkdtempSync(path.join(tmpdir(), 'slipway-asked-')), 'asked')
const manifest = `{"config":{"digest":"sha256:${'b'.repeat(64)}"}}`
setFakeBuildx(`for reference; do :; done
echo "$reference" >> ${asked}
[ "$3" = --raw ] && echo '${manifest}' && exit
echo '{"manifest":{"digest":"sha256:${'a'.repeat(64)}"},"image":{"rootfs":{},"config":{}}}'`)

test('a base is looked up under the name under which it is built upon', async () => {
  openFreshDatabase()
  Object.assign(config(), { SLIPWAY_REGISTRY_HOSTS_ALLOWED: ['127.0.0.1:5000'] })
  await inspectBase('127.1:05000/team/base:1')
  expect(readFileSync(asked, 'utf8').trim().split('\n')).toEqual([
    '127.0.0.1:5000/team/base:1',
    `127.0.0.1:5000/team/base@sha256:${'a'.repeat(64)}`,
  ])
})
