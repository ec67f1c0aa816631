import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { enterFirstCode, getFirstAdministrator } from '#db/queries/first-administrator.ts'
import { getUser } from '#db/queries/users.ts'
import { hashFirstCode } from '#lib/secrets/first-code.ts'
import { person } from '../../support/catalogue.ts'
import { openFreshDatabase } from '../../support/database.ts'

test('npm run first-administrator prints a code that makes an administrator where all that there were are lost', () => {
  openFreshDatabase()
  person('ada', { isAdministrator: true })
  expect(getFirstAdministrator()).toBe('made')
  const otto = person('otto')
  const printed = execFileSync(process.execPath, ['scripts/first-administrator.ts'], { encoding: 'utf8' })
  expect(printed).toContain('http://127.0.0.1:3000/first-administrator')
  const code = /: (\S{39})\n$/.exec(printed)?.[1] ?? ''
  expect(enterFirstCode(otto, hashFirstCode(code))).toBe('first')
  expect(getUser(otto.userId)?.viewer.isAdministrator).toBe(true)
  expect(enterFirstCode(person('nora'), hashFirstCode(code))).toBe('too late')
})
