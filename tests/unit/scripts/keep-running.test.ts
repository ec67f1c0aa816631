import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { keepRunning } from '../../../scripts/serve/keep-running.ts'
import { until } from '../../support/until.ts'

test('a program is told everything but what is withheld from it', async () => {
  Object.assign(process.env, { DOCKER_HOST: 'tcp://engine:2376', TOLD: 'yes' })
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'slipway-data-')), 'environment')
  const write = `require('fs').writeFileSync(${JSON.stringify(file)}, JSON.stringify(process.env)); setInterval(() => {}, 1000)`
  const program = { name: 'program', args: ['-e', write], withheld: ['DOCKER_HOST'], grace: 5_000 }
  const { stop } = keepRunning(program)
  const told = () => JSON.parse(readFileSync(file, 'utf8'))
  await until(() => told() !== null)
  await stop()
  expect(told()).toMatchObject({ TOLD: 'yes', SLIPWAY_PARENT: String(process.pid) })
  expect(told()).not.toHaveProperty('DOCKER_HOST')
})
