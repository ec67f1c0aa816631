import { crc32 } from 'node:zlib'
import { expect, test } from 'vitest'
import { pageAt } from '#scripts/up/pip/pages.ts'
import { sampleWheels } from '#scripts/up/pip/samples.ts'
import { makeWheel } from '#scripts/up/pip/wheel.ts'
import { writeZip } from '#scripts/up/pip/zip.ts'

const item = { name: 'a-b', version: '1.0', summary: 'A', requires: ['c>=2'], source: 'x = 1\n' }

test('a zip holds every entry with its checksum, and its directory says where', () => {
  const zip = writeZip([
    { name: 'one.txt', content: Buffer.from('first') },
    { name: 'folder/two.txt', content: Buffer.from('second') },
  ])
  const end = zip.length - 22
  expect(zip.readUInt32LE(end)).toBe(0x06054b50)
  expect(zip.readUInt16LE(end + 10)).toBe(2)
  const directory = zip.readUInt32LE(end + 16)
  expect(zip.readUInt32LE(directory)).toBe(0x02014b50)
  expect(zip.readUInt32LE(directory + 16)).toBe(crc32(Buffer.from('first')))
  expect(zip.readUInt32LE(zip.readUInt32LE(directory + 42))).toBe(0x04034b50)
})

test('a wheel is named, described and recorded as installers expect', () => {
  const wheel = makeWheel(item)
  const text = wheel.content.toString('latin1')
  expect(wheel.file).toBe('a_b-1.0-py3-none-any.whl')
  expect(text).toContain('Name: a-b\nVersion: 1.0\n')
  expect(text).toContain('Requires-Dist: c>=2\n')
  expect(text).toMatch(/a_b\/__init__\.py,sha256=[\w-]{43},6\n/)
  expect(text).toContain('a_b-1.0.dist-info/RECORD,,\n')
})

test('a wheel names its extras', () => {
  const text = makeWheel({ ...item, requires: ['c; extra == "all"'] }).content.toString('latin1')
  expect(text).toContain('Provides-Extra: all\nRequires-Dist: c; extra == "all"\n')
})

test('the same package gives the same bytes', () => {
  expect(makeWheel(item).sha256).toBe(makeWheel(item).sha256)
})

test('the index lists projects, then files with their hash, whatever way the name is written', () => {
  const wheels = sampleWheels()
  expect(pageAt(wheels, '/simple/')?.body).toContain('<a href="/simple/slipway-report/">')
  const page = String(pageAt(wheels, '/simple/Slipway_Hello/')?.body)
  const links = [...page.matchAll(/href="(\/files\/[^#]+)#sha256=([0-9a-f]{64})"/g)]
  expect(links.map(([, file]) => file)).toEqual([
    '/files/slipway_hello-1.0.0-py3-none-any.whl',
    '/files/slipway_hello-1.1.0-py3-none-any.whl',
  ])
  expect(pageAt(wheels, '/files/slipway_hello-1.0.0-py3-none-any.whl')?.body).toBe(wheels[0]?.content)
  expect(pageAt(wheels, '/simple/nothing/')).toBeUndefined()
})
