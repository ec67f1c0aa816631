import { expect, test, vi } from 'vitest'
import { logSignInFault } from '#lib/auth/log-sign-in-fault.ts'

test.each<[string, unknown, unknown, string[]]>([
  [
    'an error',
    'OAUTH_CALLBACK_ERROR',
    { error: new Error('state mismatch') },
    ['OAUTH_CALLBACK_ERROR', 'state mismatch'],
  ],
  ['an error alone', 'JWT_SESSION_ERROR', new Error('expired'), ['JWT_SESSION_ERROR', 'expired']],
  [
    'its reason',
    'X',
    { error: new Error('refused'), error_description: 'closed' },
    ['X', 'refused', 'closed'],
  ],
  ['no facts', 'X', undefined, ['X']],
  ['a code that is a line', 'X\n12:00:00 info  forged', {}, ['UNKNOWN']],
  ['a code that has fields', { process: 'builder' }, {}, ['UNKNOWN']],
  ['a reason that is fields', 'X', { error_description: { viewer: 1 } }, ['X']],
  ['a reason of two lines', 'X', { error: new Error('a\r\n\u2028 b') }, ['X', 'a b']],
  ['a long reason', 'X', { error_description: 'y'.repeat(5000) }, ['X', 'y'.repeat(300)]],
])('%s is one line', (_, code, facts, words) => {
  const told = vi.spyOn(console, 'error').mockImplementation(() => {})
  logSignInFault(code, facts)
  expect(told).toHaveBeenCalledExactlyOnceWith('Sign-in failed:', ...words)
})
