/** Ways to write this machine, and names that lead to it, so that whoever only looks at the text takes them for others. */
const words = (text: string) => text.trim().split(/\s+/)

/** As they stand in an address, resolved by the system. */
export const insideHosts = words(`
127.0.0.1 127.1 127.0.1 127.0.0.1. 127.127.127.127 2130706433 0x7f000001 0x7f.1 0x7f.0x0.0x0.0x1 0177.0.0.1
017700000001 0.0.0.0 0 0x0 localhost LOCALHOST localhost. %31%32%37.0.0.1 ①②⑦.0.0.1 127。0。0。1
[::1] [::] [::ffff:127.0.0.1] [::ffff:7f00:1] [0:0:0:0:0:0:0:1] [::127.0.0.1] [64:ff9b::7f00:1] [2002:7f00:1::]
`)

/** Written so that they can stand in a reference. */
export const insideReferences = words(`
127.0.0.1 127.1 127.127.127.127 0x7f.1 0177.0.0.1 0.0.0.0 localhost 169.254.169.254 10.0.0.1 172.16.0.1 172.31.255.254
192.168.1.1 100.64.0.1 168.63.129.16
`)

/** What a resolver may answer for an innocent name. Nothing routes to the public ones among them. */
export const insideAnswers: string[][] = [
  ['127.0.0.1'],
  ['::1'],
  ['::ffff:127.0.0.1'],
  ['0.0.0.0'],
  ['2a0f:ffff::1', '127.0.0.1'],
  ['127.0.0.1', '2a0f:ffff::1'],
  ['fe80::1%lo'],
  ['169.254.169.254'],
  ['fd00:ec2::254'],
  ['not an address'],
]
