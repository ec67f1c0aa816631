import { expect, test } from 'vitest'
import { hasRootIn } from '#scripts/up/engine/leftovers.ts'

const home = '/srv/data/up/engine'
const mounts = (folder: string) =>
  [
    `72 48 0:39 / / rw - overlay overlay rw,lowerdir=${folder}/data/snapshots/11/fs:${folder}/data/snapshots/1/fs,upperdir=${folder}/data/snapshots/12/fs`,
    '89 72 254:0 /etc/resolv.conf /etc/resolv.conf rw - ext4 /dev/vda rw',
  ].join('\n')

test('knows a container of this engine by the layers of its root', () => {
  expect(hasRootIn(mounts(home), home)).toBe(true)
})

test.each([
  ['another engine whose folder ends alike', mounts(`/tmp/other${home}`)],
  ['another engine whose folder begins alike', mounts(`${home}-2`)],
  ['the machine itself', '26 1 254:0 / / rw - ext4 /dev/vda rw'],
  [
    'a service that sees our mounts',
    `26 1 254:0 / / rw - ext4 /dev/vda rw\n${mounts(home).replace(' / / ', ' / /mnt ')}`,
  ],
])('leaves alone %s', (_, mountinfo) => {
  expect(hasRootIn(mountinfo, home)).toBe(false)
})

test('finds a folder with a blank in its name', () => {
  expect(hasRootIn(mounts('/srv/my\\040data/up/engine'), '/srv/my data/up/engine')).toBe(true)
})
