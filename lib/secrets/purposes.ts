/** What secrets are sealed for. A secret of one purpose does not open for another. */
import type { SealedText } from '#db/queries/sealed.ts'

export const purposes = {
  password: 'pull secret',
  clientKey: 'engine client key',
  refreshToken: 'refresh token',
  pushPassword: 'push password',
} satisfies Record<SealedText['kind'], string>
