import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type EngineAddress, environmentAddress } from '#lib/engine/address.ts'
import { connectEngine } from '#lib/engine/connect.ts'
import { engineEnvironment } from '#lib/engine/environment.ts'

const newFolder = () => mkdtempSync(path.join(tmpdir(), 'slipway-connect-'))
const certificates = { ca: 'the CA', certificate: 'the certificate', key: 'the key' }
const filesIn = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' })

test('an engine without TLS needs no file', async () => {
  const folder = newFolder()
  const address: EngineAddress = { kind: 'docker', host: 'tcp://10.0.0.9:2375', certificates: null }
  expect(await connectEngine(folder, address)).toEqual({
    DOCKER_HOST: 'tcp://10.0.0.9:2375',
    BUILDX_BUILDER: 'default',
  })
  expect(filesIn(folder)).toEqual([])
})

test('the client key is written for its owner only, and the environment names no secret', async () => {
  const folder = newFolder()
  const variables = await connectEngine(folder, {
    kind: 'docker',
    host: 'tcp://gpu.example.org:2376',
    certificates,
  })
  const key = filesIn(folder).find((name) => name.endsWith('key.pem')) ?? ''
  expect(readFileSync(path.join(folder, key), 'utf8')).toBe('the key')
  expect(statSync(path.join(folder, key)).mode & 0o777).toBe(0o600)
  expect(statSync(path.dirname(path.join(folder, key))).mode & 0o777).toBe(0o700)
  const meta = filesIn(folder).find((name) => name.endsWith('meta.json')) ?? ''
  expect(JSON.parse(readFileSync(path.join(folder, meta), 'utf8'))).toMatchObject({
    Endpoints: { docker: { Host: 'tcp://gpu.example.org:2376', SkipTLSVerify: false } },
  })
  expect(JSON.stringify(engineEnvironment(folder, variables))).not.toContain('the key')
})

test('a buildx builder is called by its name, its definition in the data folder', async () => {
  const variables = await connectEngine(newFolder(), { kind: 'builder', name: 'farm' })
  expect(variables).toMatchObject({ BUILDX_BUILDER: 'farm' })
  const environment = engineEnvironment('/data/builds/7/docker-config', variables)
  expect(environment).toMatchObject({
    BUILDX_BUILDER: 'farm',
    BUILDX_CONFIG: expect.stringMatching(/\/buildx$/),
  })
  expect(Object.keys(environment).filter((name) => name.startsWith('SLIPWAY'))).toEqual([])
})

test('the environment’s engine is read as the docker client reads it', () => {
  expect(environmentAddress({} as NodeJS.ProcessEnv)).toEqual({
    kind: 'docker',
    host: 'unix:///var/run/docker.sock',
    certificates: null,
  })
  const folder = newFolder()
  writeFileSync(path.join(folder, 'ca.pem'), 'the CA')
  const env = { DOCKER_HOST: 'tcp://x:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: folder }
  expect(environmentAddress(env as unknown as NodeJS.ProcessEnv)).toMatchObject({
    host: 'tcp://x:2376',
    certificates: { ca: 'the CA', certificate: '', key: '' },
  })
  const builder = { ...env, BUILDX_BUILDER: 'farm' } as unknown as NodeJS.ProcessEnv
  expect(environmentAddress(builder)).toEqual({ kind: 'builder', name: 'farm' })
})
