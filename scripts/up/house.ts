/** Where `npm run up` keeps its things below the data folder, and the state that it remembers. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'

export type State = {
  ports: Record<string, number>
  /** The network of our engine, such as `172.28.7.0/24`. */
  subnet?: string
  /** SLIPWAY_SECRET: 32 bytes, base64url. */
  secret?: string
  /** Answers of probes, by name. `at` in milliseconds since 1970. */
  probes: Record<string, { ok: boolean; at: number }>
}

export type House = {
  dataDir: string
  /** Eight hexadecimal digits that tell this data folder from others on the machine. */
  id: string
  /** Path of something below DATA/up; its folder exists. */
  place: (...names: string[]) => string
  /** The state as it stands in the file now: several steps write it. */
  recall: () => State
  /** Changes the state and writes it, readable for its owner only. */
  remember: (change: (state: State) => void) => void
}

/** Opens the folder and makes what is missing. */
export function openHouse(dataDir: string): House {
  const absolute = path.resolve(dataDir)
  const place = (...names: string[]) => {
    const target = path.join(absolute, 'up', ...names)
    mkdirSync(path.dirname(target), { recursive: true })
    return target
  }
  const file = place('state.json')
  const recall = () => readState(file)
  const remember = (change: (state: State) => void) => {
    const state = recall()
    change(state)
    writePrivately(file, JSON.stringify(state, null, 2))
  }
  return { dataDir: absolute, id: hash(absolute), place, recall, remember }
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(file: string, text: string) {
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, text, { mode: 0o600 })
  renameSync(draft, file)
}

/**
 * The folder of the engine's sockets. The kernel takes at most 107 bytes for a socket's path,
 * so a long data folder gets a short stand-in.
 */
export function socketFolder(house: House): string {
  const folder = path.join(house.dataDir, 'up', 'engine')
  const longest = path.join(folder, 'exec/containerd/containerd-debug.sock')
  if (Buffer.byteLength(longest) <= 107) return folder
  return path.join('/run', `slipway-${house.id}`)
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8)
}

function readState(file: string): State {
  const empty = { ports: {}, probes: {} }
  if (!existsSync(file)) return empty
  try {
    return { ...empty, ...JSON.parse(readFileSync(file, 'utf8')) }
  } catch {
    throw new Error(`${file} is damaged. It keeps the secret that seals passwords: restore it from a backup.`)
  }
}
