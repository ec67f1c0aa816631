/** Registries that refuse, fail, hang or speak in another way than they are spoken to. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import { connect, type Server } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newAuthority } from '../support/certificates.ts'

export type Faulty = { host: string; close: () => Promise<unknown> }

/** Answers every question but the first with a status and the registry's own kind of error. */
export function refuse(
  status: number,
  code: string,
  message: string,
  address = '127.0.0.1',
): Promise<Faulty> {
  const errors = JSON.stringify({ errors: [{ code, message, detail: null }] })
  const answer: RequestListener = (asked, response) => {
    if (asked.url === '/v2/') return void response.writeHead(200).end('{}')
    if (asked.method === 'HEAD' && asked.url?.includes('/blobs/')) return void response.writeHead(404).end()
    response.writeHead(status, { 'content-type': 'application/json' }).end(errors)
  }
  return listen(createServer(answer), address)
}

/** Not on the loopback, where engines take plain HTTP for granted. */
export function speakPlainly(): Promise<Faulty> {
  return listen(
    createServer((_, response) => response.writeHead(200).end('{}')),
    publicAddress(),
  )
}

/** The real registry on HTTPS, with a certificate for `name` that nobody trusts. */
export async function speakTls(address = publicAddress(), name = address): Promise<Faulty> {
  const authority = newAuthority()
  writeFileSync(path.join(authority.folder, 'usage'), `subjectAltName=IP:${name}\n`)
  authority.issue('registry')
  const inFolder = (file: string) => path.join(authority.folder, file)
  const tls = { certificate: inFolder('registry.pem'), key: inFolder('registry-key.pem') }
  const host = `${address}:${await freePort(address)}`
  const storage = { filesystem: { rootdirectory: inFolder('storage') } }
  const log = { level: 'error', accesslog: { disabled: true } }
  writeFileSync(
    inFolder('config.json'),
    JSON.stringify({ version: '0.1', log, storage, http: { addr: host, tls } }),
  )
  const program = path.resolve('.test/data/up/engine/root/usr/bin/docker-registry')
  const registry = spawn(program, ['serve', inFolder('config.json')], { stdio: 'ignore' })
  await untilOpen(host)
  return { host, close: async () => registry.kill() }
}

async function freePort(address: string): Promise<number> {
  const { host, close } = await listen(createServer(), address)
  await close()
  return Number(host.split(':')[1])
}

async function untilOpen(host: string): Promise<void> {
  const [address, port] = host.split(':')
  for (let tries = 0; tries < 100; tries++) {
    const isOpen = await new Promise((resolve) => {
      const socket = connect(Number(port), address, () => resolve(true)).on('error', () => resolve(false))
      socket.unref().setTimeout(1_000, () => socket.destroy())
    })
    if (isOpen) return
    await sleep(100)
  }
  throw new Error(`Nothing answers at ${host}.`)
}

/** An address of this machine that is not the loopback: where the sample package index stands. */
export function publicAddress(): string {
  return new URL(process.env.SLIPWAY_PIP_INDEX_URL ?? 'http://127.0.0.1').hostname
}

async function listen(server: Server & { closeAllConnections(): void }, address: string): Promise<Faulty> {
  await new Promise<void>((resolve) => server.listen(0, address, resolve))
  const at = server.address()
  const port = typeof at === 'object' && at ? at.port : 0
  const close = () => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  }
  return { host: `${address}:${port}`, close }
}
