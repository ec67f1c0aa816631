import { expect, test } from 'vitest'
import { diagnosisOf } from './failed.ts'

const apt = 'jq\ng++\nno-such-thing'

test('the sentence names the package and its line', () => {
  const { summary } = diagnosisOf({ phase: 'apt', apt, log: 'E: Unable to locate package no-such-thing' })
  expect(summary).toBe('“no-such-thing” was not found by APT (line 3).')
})

test('a name with plus signs is found', () => {
  const log = "E: Package 'g++' has no installation candidate"
  expect(diagnosisOf({ phase: 'apt', apt, log })).toMatchObject({ code: 'apt-no-candidate', lines: [2] })
})

test('a full disk is to blame, whatever else was printed', () => {
  const log = 'dpkg: error: failed to write (No space left on device)\nE: Unable to locate package jq'
  expect(diagnosisOf({ phase: 'apt', apt, log }).code).toBe('disk-full')
})

test('a network that is not there is to blame, though apt says that the package is unknown', () => {
  const log =
    "Err:1 http://mirror\n  Temporary failure resolving 'mirror.example'\nE: Unable to locate package jq"
  expect(diagnosisOf({ phase: 'apt', apt, log }).code).toBe('network-dns')
})

test('what is unknown is quoted: the line that tells of an error, and the last ones of the step', () => {
  const log = 'Setting up x\n\nE: something nobody has seen\nDone\n'
  expect(diagnosisOf({ phase: 'apt', apt, log })).toMatchObject({
    summary: 'E: something nobody has seen',
    quote: ['Setting up x', 'E: something nobody has seen', 'Done'],
    field: 'apt',
    code: 'apt-unknown-failure',
  })
})
