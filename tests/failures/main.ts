/**
 * `npm run failures [-- name…]`: makes builds fail on the real engine, registry and tools and keeps what they print
 * under tests/fixtures/failures. What Slipway should say of it is written only where it does not stand there yet.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { diagnoseFixture, type Fixture, folderOf, readFailure } from '../support/failures.ts'
import { chosen, withParts } from '../support/workbench.ts'
import { normaliseAll, normaliser, ofThisMachine } from './normalise.ts'
import type { Scenario } from './scenario.ts'

await withParts(async () => {
  const { scenarios } = await import('./scenarios.ts')
  for (const scenario of chosen(scenarios)) {
    try {
      await capture(scenario)
    } catch (error) {
      console.error(`${scenario.name}:`, error)
      process.exitCode = 1
    }
  }
})

async function capture({ name, tool, origin = 'captured', prepare }: Scenario): Promise<void> {
  const { runTrial } = await import('./run-trial.ts')
  const trial = await prepare()
  const kept = await runTrial(trial).finally(() => trial.done?.())
  keep(normaliseAll({ name, tool, origin, ...kept }, normaliser(trial.names)))
  const { code, summary, lines } = diagnoseFixture(readFailure(name))
  console.log(JSON.stringify({ name, code, lines, summary }))
}

function keep({ name, spec, build, ...rest }: Fixture): void {
  const { log = [], ...outcome } = build ?? {}
  const failure = { ...rest, ...(build && { build: outcome }) }
  if (ofThisMachine.test(JSON.stringify({ spec, failure, log })))
    console.error(`${name} names this machine: ${ofThisMachine.exec(JSON.stringify({ spec, failure, log }))}`)
  mkdirSync(folderOf(name), { recursive: true })
  const write = (file: string, text: string) => writeFileSync(path.join(folderOf(name), file), text)
  write('spec.json', json(spec))
  write('failure.json', json(failure))
  if (build) write('log.txt', log.map((line) => `${line}\n`).join(''))
  if (!existsSync(path.join(folderOf(name), 'expected.json')))
    write('expected.json', json(diagnoseFixture(readFailure(name))))
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
