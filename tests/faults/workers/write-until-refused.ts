/** Adds images until the system refuses a write; prints each build once it is written. */
import { writeSync } from 'node:fs'
import { insertCustomImage } from '#db/queries/image-changes.ts'
import { getUser } from '#db/queries/users.ts'

const most = 400
const spec = { base: 'debian:12', pullSecretId: null, apt: 'jq', conda: '', pip: '' }
const common = {
  description: '',
  type: 'cpu' as const,
  pullSecretId: null,
  isGlobal: true,
  groupIds: [],
  spec,
}

try {
  addImages()
} catch (error) {
  writeSync(1, `refused ${(error as { code?: string }).code}\n`)
}

function addImages(): void {
  const viewer = getUser(1)?.viewer
  if (!viewer) throw new Error('Nobody is known.')
  for (let at = 0; at < most; at++) {
    const { buildId } = insertCustomImage(viewer, { ...common, displayName: `image-${at}` })
    writeSync(1, `${buildId}\n`)
  }
}
