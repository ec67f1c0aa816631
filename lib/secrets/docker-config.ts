/** A docker client configuration of its own for one call or build, so that credentials never meet an argv. */
import { mkdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { registryName } from '#lib/images/registry-name.ts'

export type RegistryLogin = { registry: string; username: string; password: string }

/** Writes `config.json` (0600) into a new folder (0700). Logins without a user name are left out. */
export async function writeDockerConfig(folder: string, logins: readonly RegistryLogin[]): Promise<void> {
  const auths = Object.fromEntries(
    logins
      .filter((login) => login.username !== '')
      .flatMap(({ registry, username, password }) => {
        const auth = Buffer.from(`${username}:${password}`).toString('base64')
        return registryKeys(registryName(registry)).map((key) => [key, { auth }])
      }),
  )
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(path.join(folder, 'config.json'), JSON.stringify({ auths }), { mode: 0o600 })
}

/** Removes what writeDockerConfig made. */
export async function removeDockerConfig(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true })
}

/** The docker client knows Docker Hub by this address only, and every other registry as a reference writes it. */
function registryKeys(name: string): string[] {
  if (name === 'docker.io') return ['https://index.docker.io/v1/']
  return name.includes(':') ? [name] : [name, `${name}:443`]
}
