/** `npm start` and `npm run dev`: runs web and builder beside each other until a signal comes. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { readConfig } from '#lib/config.ts'
import { keepLog } from '#lib/operations/log.ts'
import { keepFilesPrivate } from '#lib/operations/private-files.ts'
import { exitWithParent } from '#lib/parent.ts'
import { root } from './modern-node.mjs'
import { keepRunning } from './serve/keep-running.ts'

/** Web asks registries only; where the engine is, the builder knows. */
const engineVariables = ['DOCKER_HOST', 'DOCKER_TLS_VERIFY', 'DOCKER_CERT_PATH', 'BUILDX_BUILDER']

const dev = process.argv.includes('--dev')

keepFilesPrivate()
check()
keepLog('start')
const children = [keepRunning(web()), keepRunning(builder())]
let stopping = false
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
exitWithParent()

/** Ends with one line per fault where the environment or the build is not right. */
function check() {
  try {
    readConfig(process.env)
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error))
  }
  if (!dev && !existsSync(path.join(root, '.next', 'BUILD_ID'))) fail('Run npm run build first.')
}

function web() {
  const { HOST: host = '127.0.0.1', PORT: port = '3000' } = process.env
  const program = path.join(root, 'node_modules/next/dist/bin/next')
  // Before Next says its first word.
  const log = [
    '--disable-warning=ExperimentalWarning',
    '--import',
    path.join(root, 'lib/operations/web-log.ts'),
  ]
  const args = [...(dev ? [] : log), program, dev ? 'dev' : 'start', '-H', host, '-p', port]
  return { name: 'web', args, withheld: engineVariables, grace: 10_000 }
}

/** The builder hands its running builds to the next one; it needs no more than a moment to end. */
function builder() {
  const program = path.join(root, 'lib/builder/main.ts')
  const watch = dev ? ['--watch', '--watch-preserve-output'] : []
  return {
    name: 'builder',
    args: ['--disable-warning=ExperimentalWarning', ...watch, program],
    withheld: [],
    grace: 15_000,
  }
}

async function stop() {
  if (stopping) return
  stopping = true
  await Promise.all(children.map((child) => child.stop()))
  process.exit(0)
}

function fail(message: string) {
  console.error(message)
  process.exit(1)
}
