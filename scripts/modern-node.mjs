/** Finds a Node that can run Slipway: better-sqlite3 13 needs N-API 10, and TypeScript without flags needs 22.18. */
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

function isNewEnough() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  return major > 22 || (major === 22 && minor >= 18)
}

/** Absolute path of the Node to use. Exits with one clear line where there is none. */
export function modernNode() {
  if (isNewEnough()) return process.execPath
  const packaged = path.join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packaged)) return packaged
  console.error(
    `Node ${process.version} is too old for Slipway: install Node 22.18 or newer, then try again.`,
  )
  process.exit(1)
}

/** The PATH for children: the modern Node first, then the project's own commands. */
export function projectPath() {
  const own = [path.dirname(modernNode()), path.join(root, 'node_modules', '.bin')]
  return [...own, process.env.PATH].join(path.delimiter)
}
