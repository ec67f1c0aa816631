/** A docker client configuration of its own for one call or build, so that credentials never meet an argv. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'

export type RegistryLogin = { registry: string; username: string; password: string }

/** Writes `config.json` (0600) into a new folder (0700). Logins without a user name are left out. */
export async function writeDockerConfig(folder: string, logins: readonly RegistryLogin[]): Promise<void> {
  const auths = Object.fromEntries(
    logins
      .filter((login) => login.username !== '')
      .map(({ registry, username, password }) => [
        registryKey(registry),
        { auth: Buffer.from(`${username}:${password}`).toString('base64') },
      ]),
  )
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 })
}

/** Removes what writeDockerConfig made. */
export async function removeDockerConfig(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** The docker client knows Docker Hub by this address only. */
function registryKey(registry: string): string {
  return /^(index\.)?docker\.io$/.test(registry) ? 'https://index.docker.io/v1/' : registry
}
