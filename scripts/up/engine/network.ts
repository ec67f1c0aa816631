/** The engine's own network: a bridge, its rules, and forwarding while any of ours is up. Linux, root. */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { run, succeeds } from '../exec.ts'
import type { House } from '../house.ts'
import { addRules, removeRules } from './firewall.ts'
import { chooseSubnet, gatewayOf } from './subnet.ts'

export type Network = { bridge: string; subnet: string; gateway: string }

const forwarding = '/proc/sys/net/ipv4/ip_forward'
/** Shared by all data folders of the machine and gone after a boot, like the setting that it remembers. */
const remembered = '/run/slipway/ip_forward'

/** Name of the bridge of a data folder: at most 15 bytes, as the kernel wants. */
export function bridgeOf(house: House): string {
  return `slip${house.id}`
}

/** Makes bridge and rules. The subnet is remembered and kept as long as nothing else uses it. */
export async function createNetwork(house: House): Promise<Network> {
  const bridge = bridgeOf(house)
  await removeNetwork(house)
  const subnet = pickSubnet(house, await takenSubnets())
  const gateway = gatewayOf(subnet)
  await run('ip', ['link', 'add', bridge, 'type', 'bridge'])
  await run('ip', ['addr', 'add', `${gateway}/24`, 'dev', bridge])
  await run('ip', ['link', 'set', bridge, 'up'])
  rememberForwarding()
  writeFileSync(forwarding, '1')
  await addRules(bridge, subnet)
  house.remember((state) => {
    state.subnet = subnet
  })
  return { bridge, subnet, gateway }
}

/** The network as it stands, where an earlier run left it whole. */
export async function findNetwork(house: House): Promise<Network | undefined> {
  const { subnet } = house.recall()
  const bridge = bridgeOf(house)
  if (!subnet || !(await succeeds('ip', ['link', 'show', bridge]))) return undefined
  return { bridge, subnet, gateway: gatewayOf(subnet) }
}

/** Removes bridge and rules; the last of ours puts forwarding back as it was. */
export async function removeNetwork(house: House): Promise<void> {
  const bridge = bridgeOf(house)
  await removeRules(bridge)
  if (existsSync(`/sys/class/net/${bridge}`)) await succeeds('ip', ['link', 'del', bridge])
  const others = readdirSync('/sys/class/net').filter((name) => /^slip[0-9a-f]{8}$/.test(name))
  if (others.length > 0 || !existsSync(remembered)) return
  writeFileSync(forwarding, readFileSync(remembered))
  rmSync(path.dirname(remembered), { recursive: true, force: true })
}

function pickSubnet(house: House, taken: string[]): string {
  const number = /^172\.28\.(\d+)\./.exec(house.recall().subnet ?? '')?.[1]
  return chooseSubnet(taken, number ? Number(number) : Number.parseInt(house.id, 16) % 256)
}

async function takenSubnets(): Promise<string[]> {
  const routes: Array<{ dst: string }> = JSON.parse(
    await run('ip', ['-j', '-4', 'route', 'show', 'table', 'all']),
  )
  return routes.map(({ dst }) => dst).filter((dst) => /^\d/.test(dst))
}

function rememberForwarding() {
  if (existsSync(remembered)) return
  mkdirSync(path.dirname(remembered), { recursive: true })
  writeFileSync(remembered, readFileSync(forwarding))
}
