/** Builds the web application where its sources have changed since the last build. */
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { projectPath, root } from '../modern-node.mjs'
import { run } from './exec.ts'

const sources = [
  'app',
  'components',
  'db',
  'lib',
  'public',
  'package-lock.json',
  'proxy.ts',
  'instrumentation.ts',
]
const stamp = path.join(root, '.next', 'slipway-sources')

/** Runs `next build` if need be. Throws an Error with the last lines of its output. */
export async function buildWeb(say: (detail: string) => void, signal?: AbortSignal): Promise<void> {
  const wanted = hashSources()
  if (existsSync(path.join(root, '.next', 'BUILD_ID')) && existsSync(stamp)) {
    if (readFileSync(stamp, 'utf8') === wanted) return say('unchanged')
  }
  const program = path.join(root, 'node_modules/next/dist/bin/next')
  const env = {
    ...process.env,
    PATH: projectPath(),
    NODE_ENV: 'production' as const,
    NEXT_TELEMETRY_DISABLED: '1',
  }
  say('next build')
  await run(process.execPath, [program, 'build'], { cwd: root, env, signal, tail: 60 })
  writeFileSync(stamp, wanted)
  say('built')
}

/** One hash over names and contents of everything that the build reads. */
function hashSources(): string {
  const configs = readdirSync(root).filter((name) => /\.config\.(ts|mjs)$/.test(name))
  const hash = createHash('sha256')
  for (const file of [...sources, ...configs].flatMap(filesBelow).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

function filesBelow(name: string): string[] {
  const full = path.join(root, name)
  if (!existsSync(full)) return []
  if (!statSync(full).isDirectory()) return [name]
  const entries = readdirSync(full, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
}
