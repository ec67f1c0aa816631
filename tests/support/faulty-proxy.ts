/** A proxy as bad as any: it delays, cuts packets anywhere and drops connections in the middle of a character. */
import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export type FaultyProxy = { port: number; drops: () => number; stop(): Promise<void> }

/** Passes connections on to a port of this machine, the way there whole, the way back badly. */
export async function startFaultyProxy(target: number): Promise<FaultyProxy> {
  let drops = 0
  const sockets = new Set<net.Socket>()
  const server = net.createServer((near) => {
    const far = net.connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far)
    passBadly(far, near, () => drops++).catch(() => near.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    drops: () => drops,
    async stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}

/** Passes at most so many bytes, in pieces of any length, some of them late; then both ends hear nothing more. */
async function passBadly(from: net.Socket, to: net.Socket, onDrop: () => void): Promise<void> {
  let left = Math.ceil(10 ** (2 + 4 * Math.random()))
  for await (const chunk of from as AsyncIterable<Buffer>) {
    for (let at = 0; at < chunk.length && left > 0; ) {
      const length = Math.min(left, chunk.length - at, Math.ceil(Math.random() * 9_000))
      if (Math.random() < 0.2) await sleep(Math.random() * 20)
      to.write(chunk.subarray(at, at + length))
      at += length
      left -= length
    }
    if (left > 0) continue
    onDrop()
    break
  }
  to.end()
  from.destroy()
}
