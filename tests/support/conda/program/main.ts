/**
 * A small conda for a test's base image. The solver is the real one of rattler, channels, packages and what is left
 * in the prefix have conda's own formats, and its messages are copies of conda 23.3.1's. Only `install`, `list` and
 * `info` are there; packages are copied or hard-linked, with no scripts and no Python to compile for.
 */
import path from 'node:path'
import { readArguments } from './command-line.ts'
import { install } from './install.ts'
import { readInstalled } from './prefix.ts'
import { readSettings } from './settings.ts'

const prefix = process.env.CONDA_DIR ?? '/opt/conda'
const [command = '', ...rest] = process.argv.slice(2)

const commands: Record<string, () => Promise<void> | void> = {
  install: () => install(prefix, readArguments(rest), readSettings(prefix)),
  list: () => {
    const rows = readInstalled(prefix).map(({ name, version, build, build_number, channel, subdir }) => ({
      base_url: path.posix.dirname(channel),
      build_number,
      build_string: build,
      channel: path.posix.basename(channel),
      dist_name: `${name}-${version}-${build}`,
      name,
      platform: subdir,
      version,
    }))
    print(rows)
  },
  info: () => print({ conda_version: '23.3.1', root_prefix: prefix, default_prefix: prefix }),
}

try {
  const run = commands[command]
  if (!run) throw new Error(`CommandNotFoundError: No command 'conda ${command}'.`)
  await run()
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, null, 2))
}
