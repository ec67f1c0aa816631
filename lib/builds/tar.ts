/** Takes regular files out of a tar that somebody else made, as bytes: nothing in it becomes a file of ours. */

const block = 512

/**
 * What stands under the names in a tar: the bytes of a regular file, or null for a link, a pipe, a device, and what is
 * longer than `most` bytes. Ends where the tar stops making sense.
 */
export function readTar(tar: Buffer, names: readonly string[], most: number): Map<string, Buffer | null> {
  const found = new Map<string, Buffer | null>()
  for (let at = 0; at + block <= tar.length; ) {
    const { name, size, isRegular } = readHeader(tar.subarray(at, at + block))
    const from = at + block
    if (Number.isNaN(size) || from + size > tar.length) break
    const isTaken = isRegular && size <= most
    if (names.includes(name)) found.set(name, isTaken ? tar.subarray(from, from + size) : null)
    at = from + Math.ceil(size / block) * block
  }
  return found
}

/** POSIX ustar, which pax extends: offsets 0, 124, 156 and 345. */
function readHeader(header: Buffer) {
  const folder = textAt(header, 345, 500)
  const name = textAt(header, 0, 100).replace(/^\.\//, '')
  const size = textAt(header, 124, 136).trim()
  const kind = textAt(header, 156, 157)
  return {
    name: folder ? `${folder}/${name}` : name,
    size: /^[0-7]{1,11}$/.test(size) ? Number.parseInt(size, 8) : Number.NaN,
    isRegular: kind === '0' || kind === '',
  }
}

function textAt(header: Buffer, from: number, to: number): string {
  const end = header.indexOf(0, from)
  return header.toString('latin1', from, end === -1 ? to : Math.min(end, to))
}
