/** Writes zip archives whose entries are stored, not compressed. Pure, and the same bytes every time. */
import { crc32 } from 'node:zlib'

export type Entry = { name: string; content: Buffer }

/** 1 January 1980, the earliest moment that a zip can hold. */
const date = 0x21
const utf8Names = 0x800

/** One archive (APPNOTE.TXT 4.3). Names are paths with forward slashes. */
export function writeZip(entries: Entry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, content } of entries) {
    const file = Buffer.concat([localHeader(name, content), Buffer.from(name), content])
    directory.push(directoryHeader(name, content, offset), Buffer.from(name))
    files.push(file)
    offset += file.length
  }
  const central = Buffer.concat(directory)
  return Buffer.concat([...files, central, end(entries.length, central.length, offset)])
}

function localHeader(name: string, content: Buffer): Buffer {
  return Buffer.concat([u32(0x04034b50), u16(20), common(name, content), u16(0)])
}

/** The external attributes are those of a plain file, 0644. */
function directoryHeader(name: string, content: Buffer, offset: number): Buffer {
  const attributes = (0o100644 << 16) >>> 0
  const madeByUnix = (3 << 8) | 20
  return Buffer.concat([
    ...[u32(0x02014b50), u16(madeByUnix), u16(20), common(name, content)],
    ...[u16(0), u16(0), u16(0), u16(0), u32(attributes), u32(offset)],
  ])
}

/** Flags, method, time, date, checksum, sizes, length of the name: the same in both headers. */
function common(name: string, content: Buffer): Buffer {
  const sizes = [u32(crc32(content)), u32(content.length), u32(content.length)]
  return Buffer.concat([u16(utf8Names), u16(0), u16(0), u16(date), ...sizes, u16(Buffer.byteLength(name))])
}

function end(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    u32(0x06054b50),
    u16(0),
    u16(0),
    u16(count),
    u16(count),
    u32(size),
    u32(offset),
    u16(0),
  ])
}

function u16(value: number): Buffer {
  const buffer = Buffer.alloc(2)
  buffer.writeUInt16LE(value)
  return buffer
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4)
  buffer.writeUInt32LE(value)
  return buffer
}
