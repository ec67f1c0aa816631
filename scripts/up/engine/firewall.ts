/** Our rules in the machine's firewall: only for our bridge, each with a comment, so that all of them are found again. */
import { run, succeeds } from '../exec.ts'

const wait = ['-w', '10']

/** Lets the bridge's containers reach the world and, on the bridge, this machine. */
export async function addRules(bridge: string, subnet: string): Promise<void> {
  const mark = ['-m', 'comment', '--comment', commentOf(bridge)]
  const established = ['-m', 'conntrack', '--ctstate', 'RELATED,ESTABLISHED']
  await iptables('nat', '-A', 'POSTROUTING', '-s', subnet, '!', '-o', bridge, ...mark, '-j', 'MASQUERADE')
  await iptables('filter', '-I', 'FORWARD', '-i', bridge, ...mark, '-j', 'ACCEPT')
  await iptables('filter', '-I', 'FORWARD', '-o', bridge, ...established, ...mark, '-j', 'ACCEPT')
  await iptables('filter', '-I', 'INPUT', '-i', bridge, '-s', subnet, ...mark, '-j', 'ACCEPT')
}

/** Removes every rule with our comment, whoever left it. One that somebody removes at this moment is no fault. */
export async function removeRules(bridge: string): Promise<void> {
  for (const table of ['nat', 'filter']) {
    const rules = (await iptables(table, '-S')).split('\n')
    for (const rule of rules.filter((line) => line.includes(commentOf(bridge)))) {
      const words = rule.replaceAll('"', '').split(' ').slice(1)
      await succeeds('iptables', [...wait, '-t', table, '-D', ...words], { timeout: 20_000 })
    }
  }
}

function commentOf(bridge: string): string {
  return `slipway-${bridge}`
}

function iptables(table: string, ...args: string[]): Promise<string> {
  return run('iptables', [...wait, '-t', table, ...args], { timeout: 20_000 })
}
