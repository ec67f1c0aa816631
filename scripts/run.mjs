/** Runs one command in the foreground: same terminal, signals passed on, its exit code ours. */
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { modernNode, projectPath, root } from './modern-node.mjs'

/**
 * Runs a command of this project and ends this process with the command's exit code.
 * `node` means a Node that is new enough.
 * @param {string} command
 * @param {string[]} args
 */
export function runInForeground(command, args) {
  const env = { ...process.env, PATH: projectPath() }
  const child = spawn(command === 'node' ? modernNode() : command, args, { cwd: root, stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  child.on('error', (error) => {
    console.error(path.basename(command), error.message)
    process.exit(127)
  })
  child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]))
}

/**
 * Runs a TypeScript program of this project, types stripped by Node itself.
 * @param {string} program path below the project's folder
 * @param {string[]} args
 */
export function runProgram(program, args) {
  runInForeground('node', ['--disable-warning=ExperimentalWarning', path.join(root, program), ...args])
}
