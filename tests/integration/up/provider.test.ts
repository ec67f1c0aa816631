import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { decode, newBrowser } from './browser.ts'
import { newDataFolder, start, stop } from './run.ts'

const dataDir = newDataFolder()

test('signs a person in with password, refuses a wrong one, and gives groups and roles', async () => {
  const run = await start(dataDir)
  const browser = newBrowser(run.env)
  expect(await browser.signIn('max', 'wrong')).toMatchObject({ status: 401 })
  const tokens = await browser.tokens((await browser.signIn('max', 'slipway')).code)
  const claims = { sub: 'max', name: 'Max Vogel', groups: ['vision'], roles: ['manager:vision'] }
  expect(decode(tokens.id_token)).toMatchObject({
    ...claims,
    iss: run.env.SLIPWAY_OIDC_ISSUER,
    aud: 'slipway',
  })
  expect(await browser.userinfo(tokens.access_token)).toMatchObject(claims)
  await stop(run)
})

test('a changed group counts at once, and people stay signed in over a restart', async () => {
  const run = await start(dataDir)
  const browser = newBrowser(run.env)
  const tokens = await browser.tokens((await browser.signIn('mia', 'slipway')).code)
  setGroups('mia', ['language'])
  expect(await browser.userinfo(tokens.access_token)).toMatchObject({ groups: ['language'] })
  await stop(run)
  const again = await start(dataDir)
  expect(await browser.refresh(tokens.refresh_token)).toMatchObject({ groups: ['language'] })
  expect((await browser.authorize()).code).toBeTruthy()
  await stop(again)
})

function setGroups(username: string, groups: string[]) {
  const file = path.join(dataDir, 'up/provider/people.json')
  const people = JSON.parse(readFileSync(file, 'utf8')) as Array<{ username: string }>
  writeFileSync(
    file,
    JSON.stringify(people.map((person) => (person.username === username ? { ...person, groups } : person))),
  )
}
