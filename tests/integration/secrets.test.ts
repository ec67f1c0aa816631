import { expect, test } from 'vitest'
import { keepSecretsIn } from '../faults/security-answers.ts'
import { hidePasswords } from '../faults/security-secrets.ts'

test('the passwords of a build stand nowhere but in its login, whether it succeeds or fails', async () => {
  expect(await hidePasswords(2)).toEqual({ runs: 2, held: 2, lost: 0 })
})

test('nothing that Slipway holds, and no secret that was typed, stands in an answer, whatever fails', async () => {
  expect(await keepSecretsIn(2)).toMatchObject({ lost: 0 })
})
