/** Two users who share a data folder through a group; where the tests may not be anybody else, one user twice. */
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const users = { web: 65_533, builder: 65_534 }
const group = 65_534

/** May the tests be two users at all? */
export const areTwo = Object.values(users).every((uid) => spawnSync('true', { uid, gid: group }).status === 0)

/** A new data folder that a group may write. */
export function makeSharedFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-shared-'))
  if (areTwo) chownSync(folder, 0, group)
  chmodSync(folder, 0o2770)
  return folder
}

/** Removes what both have in memory for that data folder. */
export function clearMemory(folder: string): void {
  const from = { rmSync: 'node:fs', memoryFolder: '#lib/secrets/memory.ts' }
  const code = "rmSync(memoryFolder() ?? 'nowhere', { recursive: true, force: true })"
  for (const as of ['web', 'builder'] as const) runAs({ as, folder, from, code })
}

type Work = { as: keyof typeof users; folder: string; from: Record<string, string>; code: string }

/** What `code` evaluates to in a process of that user over that data folder. `from`: the module of each name in it. */
export function runAs({ as, folder, from, code }: Work): unknown {
  const change = `process.setgroups([]); process.setgid(${group}); process.setuid(${users[as]});`
  // Everything is read before the change: the other user need not see this project.
  const reads = Object.entries(from).map(([name, file]) => `const { ${name} } = await import('${file}')`)
  const script = `${reads.join('\n')}
    const { keepFilesPrivate } = await import('#lib/operations/private-files.ts');
    ${areTwo ? change : ''} keepFilesPrivate();
    console.log(JSON.stringify(${code}) ?? 'null')`
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, SLIPWAY_DATA: folder, BUILDX_BUILDER: '' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stdout)
}
