import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { claimBuild, type Job } from '#db/queries/build-queue.ts'
import { getBuild } from '#db/queries/builds.ts'
import { systemViewer, type Viewer } from '#lib/access.ts'
import { identityOf, writeBegun } from '#lib/builder/begun.ts'
import { superviseBuild } from '#lib/builder/supervise.ts'
import { buildFolder } from '#lib/config.ts'
import { writeDockerConfig } from '#lib/secrets/docker-config.ts'
import { customImage, samplePeople } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'
import { expectWholeLog, logText } from '../../support/whole-log.ts'

let ada: Viewer

beforeAll(() => {
  openFreshDatabase()
  ;({ ada } = samplePeople())
})

/** A build that was under way when everything stopped. */
async function underWay(name: string): Promise<Job> {
  customImage(ada, name)
  const job = claimBuild() as Job
  const folder = buildFolder(job.id)
  mkdirSync(path.join(folder, 'claim'), { recursive: true })
  await writeDockerConfig(path.join(folder, 'docker-config'), [])
  await writeBegun(folder, {
    identity: identityOf(job),
    repository: 'here/slipway/x',
    hasContainerdStore: true,
  })
  const runners = { wrapper: process.pid, wrapperStart: 1, child: process.pid, childStart: 1 }
  writeFileSync(path.join(folder, 'pid.json'), JSON.stringify({ ...runners, boot: 'the boot before' }))
  writeFileSync(path.join(folder, 'progress'), '{"vertexes":[{"digest":"sha256:1","name":"[1/2] FROM x"')
  return job
}

const supervise = (job: Job) =>
  superviseBuild({ job, stop: new AbortController().signal, onVerdict: () => {} })

test('a build that ran when the machine went down is interrupted, says what to do, and leaves no credential', async () => {
  const job = await underWay('was-running')
  await supervise(job)
  expect(getBuild(systemViewer, job.id)).toMatchObject({
    state: 'interrupted',
    diagnosis: { code: 'interrupted', advice: expect.stringContaining('Rebuild') },
    digest: null,
  })
  expect(logText(job.id)).toContain('The build was interrupted')
  expect(existsSync(path.join(buildFolder(job.id), 'docker-config'))).toBe(false)
  await expectWholeLog(job.id)
})

test('a build that had failed before the machine went down is still judged by its last word', async () => {
  const job = await underWay('had-failed')
  writeFileSync(path.join(buildFolder(job.id), 'exit'), '1\n')
  await supervise(job)
  expect(getBuild(systemViewer, job.id)).toMatchObject({ state: 'failed' })
})

test('a build that was told to end before the machine went down is cancelled', async () => {
  const job = await underWay('was-cancelled')
  writeFileSync(path.join(buildFolder(job.id), 'told-to-end'), 'cancelled')
  await supervise(job)
  expect(getBuild(systemViewer, job.id)).toMatchObject({ state: 'cancelled', diagnosis: null })
})
