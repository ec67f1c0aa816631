/** Ports of the inner parts: chosen once per data folder, remembered, kept. */
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { House } from './house.ts'

/** Below the system's own range for outgoing connections, a thousand each, clear of the ports that browsers refuse. */
const ranges: Record<string, number> = { registry: 5100, provider: 7100, pip: 8100 }
const refused = [5060, 5061]

/** True where nothing listens there. */
export function isFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = net.createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** True as soon as nothing listens there; false after 3 s. A part that was killed may need a moment to let go. */
async function becomesFree(port: number, host?: string): Promise<boolean> {
  const until = Date.now() + 3_000
  while (!(await isFree(port, host))) {
    if (Date.now() > until) return false
    await sleep(100)
  }
  return true
}

/**
 * The part's remembered port, or a new one where it is taken by something else or none is remembered.
 * `fixed` refuses to move: then the Error says what to do.
 */
export async function portFor(house: House, part: string, options: { host?: string; fixed?: string } = {}) {
  const known = house.recall().ports[part]
  if (known && (await becomesFree(known, options.host))) return known
  if (known && options.fixed) throw new Error(options.fixed.replace('PORT', String(known)))
  const start = ranges[part] ?? 9100
  const offset = Number.parseInt(house.id, 16) % 800
  for (let step = 0; step < 800; step++) {
    const port = start + ((offset + step) % 800)
    if (refused.includes(port) || !(await isFree(port, options.host))) continue
    house.remember(({ ports }) => {
      ports[part] = port
    })
    return port
  }
  throw new Error(`No free port was found for the ${part}.`)
}
