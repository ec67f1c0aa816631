/** Adds images one after the other and says which, once each is written. `args`: the first number. */
import { writeSync } from 'node:fs'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { getUser } from '#db/queries/users.ts'

const viewer = getUser(1)?.viewer
if (!viewer) throw new Error('Nobody is known.')
const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
const common = {
  description: '',
  type: 'cpu' as const,
  pullSecretId: null,
  isGlobal: true,
  groupIds: [],
  spec,
}
for (let at = Number(process.argv[2] ?? 0); ; at++) {
  const { buildId } = insertCustomImage(viewer, { ...common, displayName: `image-${at}` })
  writeSync(1, `${buildId}\n`)
}
