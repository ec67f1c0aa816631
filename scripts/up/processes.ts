/** Starts the parts' processes apart from our terminal, remembers who they are, and stops them, leftovers too. */
import { spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { lastLines } from './exec.ts'
import { type House, writePrivately } from './house.ts'
import { type Identity, identify, isRunning } from './identity.ts'

type Start = { name: string; command: string; args: string[]; env?: NodeJS.ProcessEnv; cwd?: string }

export type Child = {
  name: string
  logFile: string
  /** True until it has ended. */
  alive: () => boolean
  /** Resolves when it ends, for whatever reason. */
  ended: Promise<void>
  stop: () => Promise<void>
}

/** Starts a process in a session of its own, output into a log file. A Ctrl-C in our terminal does not reach it. */
export function startProcess(house: House, { name, command, args, env = process.env, cwd }: Start): Child {
  const logFile = house.place('logs', `${name}.log`)
  const log = openSync(logFile, 'w', 0o600)
  const child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', log, log] })
  closeSync(log)
  let running = child.pid !== undefined
  const ended = new Promise<void>((resolve) => {
    child.on('error', () => resolve())
    child.on('exit', () => resolve())
  }).then(() => {
    running = false
  })
  const identity = child.pid === undefined ? undefined : identify(child.pid)
  if (identity) writePrivately(recordFile(house, name), JSON.stringify(identity))
  child.unref()
  return { name, logFile, alive: () => running, ended, stop: () => stopProcess(house, name) }
}

/** True where the process of that name, started by us or by an earlier run, still runs. */
export function isAlive(house: House, name: string): boolean {
  const identity = readRecord(house, name)
  return identity !== undefined && isRunning(identity)
}

/** Asks the process of that name to end, waits, ends it by force where it does not. Returns when it is gone. */
export async function stopProcess(house: House, name: string, grace = 5_000): Promise<void> {
  const identity = readRecord(house, name)
  if (identity && !(await endProcess(identity, 'SIGTERM', grace)))
    await endProcess(identity, 'SIGKILL', 5_000)
  rmSync(recordFile(house, name), { force: true })
}

/** Waits until a check says yes. Where it does not: stops the process and throws an Error with its log's end. */
export async function waitUntilReady(
  child: Child,
  check: () => Promise<boolean>,
  seconds = 30,
): Promise<void> {
  const deadline = Date.now() + seconds * 1000
  while (!(await check())) {
    const late = Date.now() > deadline
    if (child.alive() && !late) {
      await sleep(50)
      continue
    }
    await child.stop()
    const what = late ? `did not answer within ${seconds} s` : 'ended at once'
    throw new Error(`The ${child.name} ${what}:\n${logEnd(child.logFile)}`)
  }
}

/** The last lines of a log and where it stands. */
export function logEnd(logFile: string): string {
  return `${lastLines(readFileSync(logFile, 'utf8'))}\nThe whole log: ${logFile}`
}

/** Signals a process and waits. True when it is gone. */
export async function endProcess(
  identity: Identity,
  signal: NodeJS.Signals,
  grace: number,
): Promise<boolean> {
  const deadline = Date.now() + grace
  if (isRunning(identity)) process.kill(identity.pid, signal)
  while (isRunning(identity)) {
    if (Date.now() > deadline) return false
    await sleep(30)
  }
  return true
}

function recordFile(house: House, name: string): string {
  return house.place('run', `${name}.json`)
}

function readRecord(house: House, name: string): Identity | undefined {
  const file = recordFile(house, name)
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}
