/** IPv4 subnets: which ones meet, and which one is free. Pure. */

/** The first of 172.28.0.0/24 … 172.28.255.0/24, counted from `start`, that meets none of the taken ones. */
export function chooseSubnet(taken: string[], start: number): string {
  for (let step = 0; step < 256; step++) {
    const subnet = `172.28.${(start + step) % 256}.0/24`
    if (!taken.some((other) => meet(subnet, other))) return subnet
  }
  throw new Error('No free network was found in 172.28.0.0/16 for the engine.')
}

/** True where two networks in CIDR notation share an address. An address alone counts as /32. */
export function meet(one: string, other: string): boolean {
  const [a, b] = [parse(one), parse(other)]
  const bits = Math.min(a.bits, b.bits)
  return bits === 0 || a.address >>> (32 - bits) === b.address >>> (32 - bits)
}

/** The first address of a /24: ours on the bridge. */
export function gatewayOf(subnet: string): string {
  return subnet.replace(/\.0\/24$/, '.1')
}

function parse(cidr: string): { address: number; bits: number } {
  const [address = '', bits = '32'] = cidr.split('/')
  const number = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
  return { address: number >>> 0, bits: Number(bits) }
}
