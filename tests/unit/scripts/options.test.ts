import path from 'node:path'
import { expect, test } from 'vitest'
import { parseOptions } from '#scripts/up/options.mjs'

test('port 3000 and the folder data are what one gets without asking', () => {
  const { port, data, help } = parseOptions([])
  expect({ port, data: path.basename(data), help }).toEqual({ port: 3000, data: 'data', help: false })
})

test('takes a port and a folder; the folder becomes absolute', () => {
  expect(parseOptions(['--port', '3001', '--data=other'])).toMatchObject({
    port: 3001,
    data: path.resolve('other'),
  })
})

test.each(['0', '65536', 'abc', '-1', '3e3'])('refuses the port %s', (port) => {
  expect(() => parseOptions([`--port=${port}`])).toThrow(
    `--port must be a number from 1 to 65535, not "${port}".`,
  )
})

test('names an option that it does not know and where to look', () => {
  expect(() => parseOptions(['--prot', '1'])).toThrow(/'--prot'.*npm run up -- --help/)
  expect(() => parseOptions(['extra'])).toThrow(/'extra'.*npm run up -- --help/)
})
