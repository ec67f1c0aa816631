/** `npm test`, second stage: prepares, runs every phase even where one failed, counts, and ends with the sum. */
import { spawn } from 'node:child_process'
import { mkdirSync, rmSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { projectPath, root } from '../modern-node.mjs'
import { createProgress } from '../progress.mjs'
import { ensureTools } from '../up/apt/tools.ts'
import { buildWeb } from '../up/web-build.ts'
import { ensureBrowser } from './browser.ts'
import { add, type Counts, settle, unanswered } from './counts.ts'
import { type Phase, phases, reports } from './phases.ts'

const step = createProgress()
const results: Counts[] = []
const env: NodeJS.ProcessEnv = { ...process.env, PATH: projectPath() }

process.chdir(root)
mkdirSync(path.join(root, '.test'), { recursive: true })
for (const report of reports) rmSync(report, { force: true })

await prepare('Browser', async (say) => {
  env.CHROMIUM = await ensureBrowser(say)
})
await prepare('Certificates', () => ensureTools(['openssl']))
await prepare('Web pages', buildWeb)
for (const phase of phases) results.push(await runPhase(phase))

const { passed, failed } = add(results)
console.log(`\n${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)

/** What cannot be prepared counts as one failure; the phases that do without it still run. */
async function prepare(name: string, work: (say: (detail: string) => void) => Promise<void>) {
  try {
    await step(name, work)
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    results.push({ passed: 0, failed: 1 })
  }
}

async function runPhase({ name, command, args, count }: Phase): Promise<Counts> {
  console.log(`\n── ${name}`)
  const started = Date.now()
  const exitCode = await run(command, args)
  if (exitCode === unanswered) {
    console.log(`── ${name}: not answered, so not counted`)
    return { passed: 0, failed: 0 }
  }
  const counts = settle(count(exitCode), exitCode)
  const seconds = ((Date.now() - started) / 1000).toFixed(1)
  console.log(`── ${name}: ${counts.passed} passed, ${counts.failed} failed, ${seconds} s`)
  return counts
}

function run(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, stdio: 'inherit' })
    const pass = (signal: NodeJS.Signals) => child.kill(signal)
    process.once('SIGTERM', pass)
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`)
      resolve(127)
    })
    child.on('exit', (code, signal) => {
      process.off('SIGTERM', pass)
      if (signal) process.exit(128 + constants.signals[signal])
      resolve(code ?? 1)
    })
  })
}
