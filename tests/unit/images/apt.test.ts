import { describe, expect, test } from 'vitest'
import { aptArguments, parseApt } from '#lib/images/apt.ts'

describe('the parts of an APT line', () => {
  test.each([
    ['g++', { name: 'g++' }],
    ['libstdc++6', { name: 'libstdc++6' }],
    ['curl=7.88.1-10+deb12u5', { name: 'curl', version: '7.88.1-10+deb12u5' }],
    ['vim=2:9.0.1378-2', { name: 'vim', version: '2:9.0.1378-2' }],
    ['libc6:i386', { name: 'libc6', architecture: 'i386' }],
    ['libc6:amd64=2.36-9', { name: 'libc6', architecture: 'amd64', version: '2.36-9' }],
    ['git/bookworm-backports', { name: 'git', release: 'bookworm-backports' }],
    ['s3cmd=1.1.*', { name: 's3cmd', version: '1.1.*' }],
  ])('%s', (text, parts) => {
    expect(parseApt(text).packages).toEqual([{ ...parts, argument: text, line: 1, text }])
  })
})

describe('the reason says what to do', () => {
  test.each([
    ['Vim', 'did you mean “vim”?'],
    ['git curl jq', 'One package per line'],
    ['jq-', 'tells apt-get to remove the package'],
    ['numpy>=1.2', 'apt-get has no “>=”'],
    ['jq==1.6', 'one “=” between name and version: jq=1.6'],
    ['--no-install-recommends', '“--no-install-recommends” is an option'],
    ['-o=APT::Get::Force=1', '“-o” is an option'],
    ['apt-get install jq', 'Leave out the command “apt-get install”'],
    ['lib.', 'A pattern could install any number of packages'],
    ['lib.+', 'A pattern could install any number of packages'],
    ['./tool.deb', 'A file or an address cannot be installed'],
    ['python_dev', '“_” cannot stand'],
    ['$(id)', '“$” cannot stand'],
    ['nginx=stable', 'A Debian version starts with a digit'],
    ['name = 1.0', 'Leave out the spaces'],
  ])('%s: %s', (text, reason) => {
    expect(parseApt(text).faults[0]?.reason).toContain(reason)
  })
})

test('apt-get gets one argument for each line, without comments', () => {
  expect(aptArguments('# tools\ngit # sources\n\n  libc6:i386\ng++')).toEqual(['git', 'libc6:i386', 'g++'])
})
