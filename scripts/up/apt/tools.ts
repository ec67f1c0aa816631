/** The few commands that must be installed on the machine itself. Debian and Ubuntu, as root. */
import { findCommand } from '../engine/find.ts'
import { run } from '../exec.ts'

const packages: Record<string, string> = {
  ip: 'iproute2',
  iptables: 'iptables',
  mmdebstrap: 'mmdebstrap',
  chromium: 'chromium',
  openssl: 'openssl',
}

let queue: Promise<void> = Promise.resolve()

/** Installs what is missing of these commands, one installation after the other. */
export function ensureTools(commands: string[], signal?: AbortSignal): Promise<void> {
  const next = queue.then(() => installMissing(commands, signal))
  queue = next.catch(() => {})
  return next
}

async function installMissing(commands: string[], signal?: AbortSignal) {
  const missing = commands.filter((name) => !findCommand(name)).map((name) => packages[name] ?? name)
  if (missing.length === 0) return
  if (process.getuid?.() !== 0) {
    throw new Error(`${missing.join(', ')} must be installed: sudo apt-get install ${missing.join(' ')}.`)
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' }
  const install = [
    '-q',
    '-y',
    '-o',
    'DPkg::Lock::Timeout=120',
    'install',
    '--no-install-recommends',
    ...missing,
  ]
  await run('apt-get', ['-q', 'update'], { env, signal }).catch((error) => {
    // Another vendor's source may be out of order; the installation tells whether that matters.
    if (signal?.aborted) throw error
  })
  await run('apt-get', install, { env, signal })
}
