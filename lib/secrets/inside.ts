/** Which addresses are not the open internet's: this machine, private networks, what clouds keep for themselves. */
import { BlockList, isIPv4, isIPv6 } from 'node:net'

const insideV4 = new BlockList()
/** https://www.iana.org/assignments/iana-ipv4-special-registry/ */
const rangesV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24 192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4'
for (const range of rangesV4.split(' ')) addRange(insideV4, range, 'ipv4')
// The address of Azure's machine service, of all public ones the one that answers from inside.
insideV4.addAddress('168.63.129.16')

const globalV6 = new BlockList()
globalV6.addSubnet('2000::', 3, 'ipv6')
const specialV6 = new BlockList()
/** Parts of 2000::/3 that lead elsewhere: Teredo and its like, documentation, 6to4, with any IPv4 address in them. */
for (const range of ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'])
  addRange(specialV6, range, 'ipv6')

/** Whether an IP address leads inside. What is no IP address does, too. */
export function isInside(address: string): boolean {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '')
  if (isIPv4(plain)) return insideV4.check(plain)
  if (!isIPv6(plain)) return true
  return !globalV6.check(plain, 'ipv6') || specialV6.check(plain, 'ipv6')
}

function addRange(list: BlockList, range: string, family: 'ipv4' | 'ipv6'): void {
  const [start = '', bits] = range.split('/')
  list.addSubnet(start, Number(bits), family)
}
