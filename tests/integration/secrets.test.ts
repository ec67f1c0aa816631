import { expect, test } from 'vitest'
import { hidePasswords } from '../faults/security-secrets.ts'

test('the passwords of a build stand nowhere but in its login, whether it succeeds or fails', async () => {
  expect(await hidePasswords(2)).toEqual({ runs: 2, held: 2, lost: 0 })
})
