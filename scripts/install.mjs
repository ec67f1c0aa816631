/** Installs the dependencies where they are missing or older than package-lock.json. Runs on any Node from 18 on. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { root } from './modern-node.mjs'

const lockFile = path.join(root, 'package-lock.json')
const stamp = path.join(root, 'node_modules', '.slipway-lock')
const npmOwnRecord = path.join(root, 'node_modules', '.package-lock.json')

/**
 * Makes node_modules agree with package-lock.json. Throws an Error with one sentence and npm's last lines.
 * @param {import('./progress.mjs').Step} step
 */
export async function ensureDependencies(step) {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  await step('Dependencies', async (say) => {
    if (isInstalled()) return say('already installed')
    say('npm ci')
    await npmCi()
  })
  writeFileSync(stamp, wanted)
}

/** True where somebody already ran npm for exactly this lock: npm keeps a record of what it installed. */
function isInstalled() {
  if (!existsSync(npmOwnRecord)) return false
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const present = JSON.parse(readFileSync(npmOwnRecord, 'utf8')).packages
  const differs = Object.entries(present).some(([name, { version }]) => wanted[name]?.version !== version)
  const lacks = Object.entries(wanted).some(([name, entry]) => name && !entry.optional && !present[name])
  return !differs && !lacks
}

function npmCi() {
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const child = spawn('npm', args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  return new Promise((resolve, reject) => {
    child.on('error', () => reject(new Error('npm was not found: install Node.js 18 or newer with npm.')))
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(explain(output)))))
  })
}

/** npm says first what is wrong, then how it is used, last where its whole log is. */
function explain(output) {
  const lines = output.split('\n').filter((line) => line.trim() && !line.includes('EBADENGINE'))
  const shown = lines.length > 20 ? [...lines.slice(0, 18), '…', ...lines.slice(-1)] : lines
  return [...shown, 'The dependencies could not be installed: npm ci failed, see above.'].join('\n')
}
