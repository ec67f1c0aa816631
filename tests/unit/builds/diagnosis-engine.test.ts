import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { diagnosisOf, type Failed } from './failed.ts'

describe('the engine and the registries', () => {
  test.each<[string, Failed, object]>([
    [
      'a base that is not a reference',
      {
        phase: 'engine',
        error: 'failed to solve: failed to parse stage name "Foo:1": invalid reference format',
      },
      { code: 'base-invalid', field: 'base' },
    ],
    [
      'a base whose host is unknown',
      {
        phase: 'base',
        error: 'Head "https://nowhere.example/v2/x": dial tcp: lookup nowhere.example: no such host',
      },
      { code: 'base-unreachable', field: 'base' },
    ],
    [
      'a base behind a certificate of its own',
      {
        phase: 'base',
        error: 'tls: failed to verify certificate: x509: certificate signed by unknown authority',
      },
      { code: 'base-certificate' },
    ],
    [
      'a push with a wrong password',
      { phase: 'push', error: 'unauthorized: authentication required' },
      { code: 'push-unauthorised' },
    ],
    [
      'an engine that refuses the client certificate',
      {
        phase: 'engine',
        error:
          'ERROR: error during connect: Head "https://h:2376/_ping": remote error: tls: certificate required',
      },
      { code: 'engine-absent' },
    ],
    [
      'a remote builder that is gone',
      { phase: 'engine', error: 'ERROR: context deadline exceeded' },
      { code: 'engine-absent' },
    ],
    [
      'a cancelled build',
      { phase: 'pip', error: 'failed to solve: Canceled: context canceled' },
      { code: 'cancelled' },
    ],
    [
      'a cancelled push',
      { phase: 'push', error: 'got 1 SIGTERM/SIGINTs, forcing shutdown' },
      { code: 'cancelled' },
    ],
    [
      'a tag of ours that is none',
      { phase: 'engine', error: 'invalid tag "Bad Name:1": invalid reference format' },
      { code: 'request-invalid' },
    ],
    [
      'a secret of ours that is missing',
      { phase: 'apt', error: 'secret tok: not found' },
      { code: 'request-invalid' },
    ],
    [
      'an engine whose disk is full',
      { phase: 'engine', error: 'failed to read dockerfile: write /x: no space left on device' },
      { code: 'disk-full' },
    ],
  ])('%s', (_, given, expected) => {
    expect(diagnosisOf(given)).toMatchObject(expected)
  })

  test('name the host of the credentials', () => {
    const error =
      'unexpected status from HEAD request to http://reg.example:5000/v2/n/manifests/1: 401 Unauthorized'
    expect(diagnosisOf({ phase: 'base', error }).summary).toContain('credentials for reg.example:5000')
  })
})

describe('unknown failures', () => {
  test('quote the line that tells of an error, not the advice below it', () => {
    const log = 'Collecting x\nERROR: something new failed\nhint: see above for details\n[notice] a new pip\n'
    expect(diagnosisOf({ phase: 'pip', log }).summary).toBe('ERROR: something new failed')
  })

  test('quote the engine where the step was silent', () => {
    const { summary, field } = diagnosisOf({ phase: 'engine', error: 'ERROR: failed to solve: odd thing' })
    expect([summary, field]).toEqual(['odd thing', undefined])
  })

  test('one manager is not diagnosed by the words of another', () => {
    const log = 'E: Unable to locate package jq'
    expect(diagnosisOf({ phase: 'pip', apt: 'jq', log }).code).toBe('pip-unknown-failure')
  })

  test('anything at all is answered, with lines that the form has', () => {
    const words = fc.constantFrom(
      'E: Unable to locate package',
      'pip.txt (line 9)',
      'jq',
      '(from versions: none)',
      ' -> ',
    )
    const line = fc.array(fc.oneof(words, fc.string()), { maxLength: 4 }).map((parts) => parts.join(' '))
    const phase = fc.constantFrom<Failed['phase']>('base', 'apt', 'conda', 'pip', 'export', 'push', 'engine')
    fc.assert(
      fc.property(phase, fc.array(line), line, (phase, log, error) => {
        const diagnosis = diagnosisOf({ phase, apt: 'jq', pip: 'jq', log: log.join('\n'), error })
        expect(diagnosis.summary.trim()).not.toBe('')
        for (const line of diagnosis.lines ?? []) expect(line).toBe(1)
      }),
    )
  })
})
