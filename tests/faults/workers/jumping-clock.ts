/** Loaded before a program: its clock shows so many milliseconds more, or less, as a file says at this moment. */
import { readFileSync } from 'node:fs'

const RealDate = Date
const file = process.env.CLOCK_FILE ?? ''

function now(): number {
  return RealDate.now() + Number(readFileSync(file, 'utf8'))
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args) => (args.length === 0 ? new target(now()) : Reflect.construct(target, args)),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
})
