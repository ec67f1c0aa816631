import { execFileSync } from 'node:child_process'
import { mkdtempSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { readTar } from '#lib/builds/tar.ts'

const names = ['apt.tsv', 'conda.json', 'pip.json']
const most = 8 * 1024 * 1024

/** A tar of a folder that `fill` made, written by a program that knows tars. */
function tarOf(fill: (file: (name: string) => string) => void, format = 'pax'): Buffer {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-tar-'))
  fill((name) => path.join(folder, name))
  return execFileSync('tar', ['-C', folder, `--format=${format}`, '-cf', '-', '.'], {
    maxBuffer: 64 * 1024 * 1024,
  })
}

test.each(['ustar', 'pax', 'gnu'])('regular files of a tar are read as they are (%s)', (format) => {
  const long = `${'n'.repeat(90)}/${'m'.repeat(90)}`
  const tar = tarOf((file) => {
    writeFileSync(file('apt.tsv'), 'jq\t1.7\n')
    writeFileSync(file('conda.json'), '')
    writeFileSync(file('pip.json'), Buffer.alloc(1_025, 'ü'))
    execFileSync('mkdir', ['-p', file(long)])
    writeFileSync(file(`${long}/apt.tsv`), 'another')
  }, format)
  const files = readTar(tar, names, most)
  expect(files.get('apt.tsv')?.toString()).toBe('jq\t1.7\n')
  expect(files.get('conda.json')?.length).toBe(0)
  expect(files.get('pip.json')).toEqual(Buffer.alloc(1_025, 'ü'))
  expect(files.size).toBe(3)
})

test('links, pipes and what is too long are known to be there, and are not read', () => {
  const tar = tarOf((file) => {
    symlinkSync('/dev/zero', file('apt.tsv'))
    execFileSync('mkfifo', [file('conda.json')])
    writeFileSync(file('pip.json'), '')
    truncateSync(file('pip.json'), 9 * 1024 * 1024)
  })
  expect([...readTar(tar, names, most)].toSorted()).toEqual(names.map((name) => [name, null]))
})

test('a hard link is no file of its own', () => {
  const tar = tarOf((file) => {
    writeFileSync(file('a'), 'somebody’s')
    execFileSync('ln', [file('a'), file('apt.tsv')])
    execFileSync('ln', [file('a'), file('b')])
  })
  const taken = readTar(tar, ['a', 'b', 'apt.tsv'], most)
  expect([...taken.values()].filter((bytes) => bytes === null)).toHaveLength(2)
})

test('a tar that is cut off, or none, gives what came before', () => {
  const tar = tarOf((file) => writeFileSync(file('apt.tsv'), 'x'.repeat(2_000)))
  const at = tar.indexOf('xxxx')
  expect(readTar(tar.subarray(0, at + 1_000), names, most).size).toBe(0)
  expect(readTar(Buffer.alloc(1 << 20, 'no tar'), names, most).size).toBe(0)
  expect(readTar(Buffer.alloc(0), names, most).size).toBe(0)
})
