/** Runs a command of this project with a Node that is new enough: the machine's, else the packaged one. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { modernNode, projectPath } from './modern-node.mjs'

const [command, ...args] = process.argv.slice(2)
const env = { ...process.env, PATH: projectPath() }
const child = spawn(command === 'node' ? modernNode() : command, args, { stdio: 'inherit', env })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('error', (error) => {
  console.error(path.basename(command), error.message)
  process.exit(127)
})
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
