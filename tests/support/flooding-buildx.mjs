/**
 * Stands in for docker-buildx in builds of images whose name begins with `flood-`, and prints what no engine would let
 * through: a real one clips its output. Everything else is the real program's, whose path is the first argument.
 */
import { spawnSync } from 'node:child_process'
import { writeSync } from 'node:fs'

const [real, ...args] = process.argv.slice(2)
const [, kind, amount] = /\/flood-([a-z]+)-(\d+)[:-]/.exec(args.join(' ')) ?? []

if (args[0] === 'build' && kind) flood(kind, Number(amount))
else process.exit(spawnSync(real, args, { stdio: 'inherit' }).status ?? 1)

/** `amount`: lines, or MiB. Every flood ends as a step that failed does: with its error. */
function flood(kind, amount) {
  const time = new Date().toISOString()
  const vertex = {
    digest: 'sha256:flood',
    name: '[image 2/2] RUN ["/bin/sh", "/run/slipway/pip.sh"]',
    started: time,
  }
  print({ vertexes: [vertex] })
  if (kind === 'lines')
    for (let at = 1; at <= amount; at += 100) log(linesFrom(at, Math.min(100, amount - at + 1)))
  if (kind === 'line') for (let at = 0; at < amount * 32; at++) log('0123456789abcdef'.repeat(2_048))
  if (kind === 'text') for (let at = 0; at < amount; at++) write('t'.repeat(1 << 20))
  if (kind === 'bytes') for (let at = 0; at < amount * 32; at++) log(`${'b'.repeat(32_767)}\n`)
  if (kind === 'text') write('\n')
  log(
    '\nERROR: Could not find a version that satisfies the requirement slipway-nothing (from versions: none)\n',
  )
  log('ERROR: No matching distribution found for slipway-nothing\n')
  print({
    vertexes: [
      { ...vertex, completed: time, error: 'process "x" did not complete successfully: exit code: 1' },
    ],
  })
  write('ERROR: failed to solve: process "x" did not complete successfully: exit code: 1\n')
  process.exit(1)
}

function linesFrom(first, count) {
  return Array.from(
    { length: count },
    (_, at) => `line ${first + at} of a flood that does not seem to end\n`,
  ).join('')
}

function log(text) {
  print({ logs: [{ vertex: 'sha256:flood', stream: 1, data: Buffer.from(text).toString('base64') }] })
}

function print(event) {
  write(`${JSON.stringify(event)}\n`)
}

function write(text) {
  const bytes = Buffer.from(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(2, bytes, at)
}
