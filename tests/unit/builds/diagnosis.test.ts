import { describe, expect, test } from 'vitest'
import type { Failure } from '#lib/builds/diagnosis/failure.ts'
import { diagnose } from '#lib/builds/diagnosis.ts'

const spec = {
  base: 'registry.example/nb:1',
  apt: 'jq\ng++\nno-such-thing',
  conda: 'python=3.11\n-c conda-forge nosuch-pkg\nspike-lib',
  pip: '# tools\nnumpy\nNo_Such.Wheel==9\nspikepkg-a==1.0\nspikepkg-b<1',
}

const failure = (
  phase: Failure['phase'],
  log: string,
  error = 'failed to solve: process "/bin/sh" did not complete successfully: exit code: 1',
): Failure => {
  return { spec, phase, log: log.split('\n'), error, exitCode: 1 }
}

/** Texts as the tools print them. */
const known: [name: string, failure: Failure, expected: object][] = [
  [
    'apt: unknown names, all of them',
    failure(
      'apt',
      'Reading state information...\nE: Unable to locate package no-such-thing\nE: Unable to locate package jq',
    ),
    { code: 'apt-unknown', field: 'apt', lines: [1, 3] },
  ],
  [
    'apt: a version',
    failure('apt', "E: Version '9.9' for 'jq' was not found"),
    { code: 'apt-version', field: 'apt', lines: [1] },
  ],
  [
    'apt: no candidate',
    failure('apt', "E: Package 'g++' has no installation candidate"),
    { code: 'apt-no-candidate', field: 'apt', lines: [2] },
  ],
  [
    'apt: a conflict',
    failure(
      'apt',
      ' jq : Depends: libjq1 (= 1.6) but 1.7 is to be installed\nE: Error, pkgProblemResolver::Resolve generated breaks',
    ),
    { code: 'apt-conflict', lines: [1] },
  ],
  [
    'apt: no network, which also says that the package is unknown',
    failure(
      'apt',
      "Err:1 http://mirror bookworm InRelease\n  Temporary failure resolving 'mirror.example'\nE: Unable to locate package jq",
    ),
    { code: 'network-dns' },
  ],
  [
    'apt: a mirror that fails',
    failure('apt', 'E: Failed to fetch http://mirror.example/pool/jq.deb  404  Not Found'),
    { code: 'apt-fetch' },
  ],
  [
    'pip: an unknown name, folded',
    failure(
      'pip',
      'ERROR: Could not find a version that satisfies the requirement No_Such.Wheel==9 (from versions: none)\nERROR: No matching distribution found for No_Such.Wheel==9',
    ),
    { code: 'pip-unknown', field: 'pip', lines: [3] },
  ],
  [
    'pip: a version, with what is on offer',
    failure(
      'pip',
      'ERROR: Could not find a version that satisfies the requirement numpy==99 (from versions: 1.0, 1.1)',
    ),
    { code: 'pip-version', lines: [2], advice: 'On offer: 1.0, 1.1.' },
  ],
  [
    'pip: a conflict, with its own line numbers',
    failure(
      'pip',
      'ERROR: Cannot install -r /run/slipway/pip.txt (line 4) and -r /run/slipway/pip.txt (line 5) because these package versions have conflicting dependencies.\n    spikepkg-a 1.0 depends on spikepkg-b>=1\nERROR: ResolutionImpossible: for help visit',
    ),
    { code: 'pip-conflict', field: 'pip', lines: [4, 5] },
  ],
  [
    'pip: an index that is down, which also says that the package is unknown',
    failure(
      'pip',
      'WARNING: Retrying (Retry(total=4, connect=None)) after connection broken\nERROR: Could not find a version that satisfies the requirement numpy (from versions: none)',
    ),
    { code: 'pip-network' },
  ],
  [
    'pip: an invalid line',
    failure('pip', "ERROR: Invalid requirement: 'a b' (from line 3 of /run/slipway/pip.txt)"),
    { code: 'pip-invalid', lines: [3] },
  ],
  [
    'pip: managed by the distribution',
    failure('pip', 'error: externally-managed-environment'),
    { code: 'pip-externally-managed' },
  ],
  ['pip: absent', failure('pip', 'slipway: the base image has no pip'), { code: 'pip-absent', field: 'pip' }],
  [
    'conda: an unknown name',
    failure(
      'conda',
      'PackagesNotFoundError: The following packages are not available from current channels:\n\n  - nosuch-pkg',
    ),
    { code: 'conda-unknown', field: 'conda', lines: [2] },
  ],
  [
    'conda: a conflict',
    failure(
      'conda',
      'UnsatisfiableError: The following specifications were found to be incompatible with each other:\nPackage spike-lib conflicts for:',
    ),
    { code: 'conda-conflict', lines: [3] },
  ],
  [
    'conda: a channel',
    failure(
      'conda',
      'CondaHTTPError: HTTP 404 NOT FOUND for url <https://conda.example/x/repodata.json>\nAn HTTP error occurred when trying to retrieve this URL.',
    ),
    { code: 'conda-channel', field: 'conda' },
  ],
  [
    'base: missing',
    failure(
      'base',
      '',
      'failed to solve: r/n:1: failed to resolve source metadata for r/n:1: r/n:1: not found',
    ),
    { code: 'base-missing', field: 'base' },
  ],
  [
    'base: credentials',
    failure(
      'base',
      '',
      'failed to solve: unexpected status from HEAD request to http://h/v2/n/manifests/1: 401 Unauthorized',
    ),
    { code: 'base-unauthorised', field: 'pullSecret' },
  ],
  [
    'base: another platform',
    failure('base', '', 'failed to solve: no match for platform in manifest: not found'),
    { code: 'base-platform', field: 'base' },
  ],
  [
    'base: no root user',
    failure(
      'apt',
      '',
      'process "/bin/sh x" did not complete successfully: unable to find user root: invalid argument',
    ),
    { code: 'base-unusable' },
  ],
  ['push: credentials', failure('push', '', 'no basic auth credentials'), { code: 'push-unauthorised' }],
  [
    'push: a closed port',
    failure(
      'push',
      '',
      'Get "http://127.0.0.1:5199/v2/": dial tcp 127.0.0.1:5199: connect: connection refused',
    ),
    { code: 'push-unreachable' },
  ],
  [
    'push: a registry that hangs',
    failure(
      'push',
      '',
      'Get "http://h/v2/": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
    ),
    { code: 'push-unreachable' },
  ],
  [
    'push: plain HTTP',
    failure('push', '', 'http: server gave HTTP response to HTTPS client'),
    { code: 'push-plain-http' },
  ],
  [
    'a full disk, whatever else was printed',
    failure(
      'apt',
      'dpkg: error: cannot copy extracted data: failed to write (No space left on device)\nE: Unable to locate package jq',
    ),
    { code: 'disk-full' },
  ],
  [
    'a killed step',
    failure('pip', 'Killed', 'process "/bin/sh" did not complete successfully: exit code: 137'),
    { code: 'out-of-memory' },
  ],
  [
    'no engine',
    failure(
      'engine',
      '',
      'Cannot connect to the Docker daemon at unix:///x.sock. Is the docker daemon running?',
    ),
    { code: 'engine-absent' },
  ],
  [
    'a dead engine',
    failure(
      'apt',
      '',
      'failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF',
    ),
    { code: 'engine-died' },
  ],
  [
    'an engine without its bridge',
    failure(
      'apt',
      '',
      'failed to create endpoint x on network bridge: adding interface y to bridge docker0 failed: Device does not exist',
    ),
    { code: 'engine-network' },
  ],
]

describe('known failures', () => {
  test.each(known)('%s', (_, given, expected) => {
    const diagnosis = diagnose(given)
    expect(diagnosis).toMatchObject(expected)
    expect(diagnosis.summary).toMatch(/^\S.+\.$/)
    expect(diagnosis.advice).toMatch(/^\S.+[.…]/)
  })
})

test('the sentence names the package and its line', () => {
  const { summary } = diagnose(failure('apt', 'E: Unable to locate package no-such-thing'))
  expect(summary).toBe('“no-such-thing” was not found by APT (line 3).')
})

test('an unknown failure quotes the last words of the step', () => {
  const diagnosis = diagnose(failure('apt', 'Setting up x\nE: something nobody has seen\n'))
  expect(diagnosis).toMatchObject({
    summary: 'E: something nobody has seen',
    field: 'apt',
    code: 'apt-unknown-failure',
  })
})
