import { expect, test } from 'vitest'
import { readTotal } from '#lib/engine/disk-use.ts'
import { readInspection } from '#lib/engine/status.ts'

const running = `Name:   default
Driver: docker

Nodes:
Name:             default
Endpoint:         default
Status:           running
BuildKit version: v0.12.5
Platforms:        linux/amd64, linux/amd64/v2, linux/386*
Labels:
 org.mobyproject.buildkit.worker.hostname: vm
`

const unreachable = `Name:   default
Driver: ${''}
Error:  Cannot connect to the Docker daemon at unix:///nope.sock. Is the docker daemon running?
`

const asleep = `Name:          team
Driver:        kubernetes
Last Activity: 2026-11-20 10:00:00 +0000 UTC

Nodes:
Name:      team0
Endpoint:  kubernetes:///team?deployment=&kubeconfig=
Status:    inactive
Platforms:
`

test('an engine that runs', () => {
  expect(readInspection(running)).toEqual({
    driver: 'docker',
    endpoint: 'default',
    buildkitVersion: 'v0.12.5',
    platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386'],
    fault: null,
  })
})

test('an engine that does not answer', () => {
  expect(readInspection(unreachable)).toMatchObject({
    driver: null,
    fault: expect.stringMatching(/^Cannot connect/),
    platforms: [],
  })
})

test('a builder that is started by its first build', () => {
  expect(readInspection(asleep)).toMatchObject({ driver: 'kubernetes', fault: null, platforms: [] })
})

const farm = `Name:          pool
Driver:        remote
Last Activity: 2026-11-23 09:03:29 +0000 UTC

Nodes:
Name:     pool0
Endpoint: tcp://127.0.0.1:23999
Status:   inactive
`

test('a remote builder is started by nobody: where it is not running, nothing answers', () => {
  expect(readInspection(farm).fault).toBe('Nothing answers at tcp://127.0.0.1:23999.')
  expect(readInspection(farm.replace('inactive', 'running')).fault).toBeNull()
})

test('the size of a builder’s cache', () => {
  expect(readTotal('ID\tRECLAIMABLE\nReclaimable:\t70.31MB\nTotal:\t\t70.31MB\n')).toBe(70_310_000)
  expect(readTotal('ERROR: no builder "x" found')).toBeNull()
})
