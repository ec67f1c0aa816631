/** Asks the npm registry for known flaws in what Slipway runs on. Ends with 1 where one is high or critical. */
import { spawnSync } from 'node:child_process'
import { unanswered } from './counts.ts'

type Report = { metadata?: { vulnerabilities: Record<string, number> } }

const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8', timeout: 60_000 })
const counts = read(stdout)?.metadata?.vulnerabilities
if (!counts) {
  console.log(
    'The npm registry answers no audit here; the floors in tests/unit/lock.test.ts hold all the same.',
  )
  process.exitCode = unanswered
} else {
  const { high = 0, critical = 0, total = 0 } = counts
  console.log(`Known flaws: ${total}, of them ${high} high and ${critical} critical. npm audit says more.`)
  if (high + critical > 0) process.exitCode = 1
}

function read(text: string): Report | null {
  try {
    return JSON.parse(text) as Report
  } catch {
    return null
  }
}
