/** The whole of Slipway for the browser's tests, started as a person starts it: `npm run up`. */
import { execFileSync, spawn } from 'node:child_process'
import path from 'node:path'
import { testPort } from './address.ts'

/** Playwright's global setup; what it returns is the teardown: Ctrl-C, and the wait for the end. */
export default async function serve(): Promise<() => Promise<void>> {
  const data = path.resolve(process.env.TEST_DATA ?? '.test/data')
  const up = spawn('npm', ['run', 'up', '--', '--port', testPort, '--data', data], {
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    // The registries of tests stand on this machine, and one person builds more than people do.
    env: { ...process.env, SLIPWAY_REGISTRY_HOSTS_ALLOWED: '127.0.0.1,localhost', SLIPWAY_LIMIT_BUILDS: '0' },
  })
  const ended = new Promise<number | null>((resolve) => up.on('exit', resolve))
  const output = await new Promise<string>((resolve, reject) => {
    let output = ''
    up.stdout.on('data', (chunk: Buffer) => {
      process.stdout.write(chunk)
      output += chunk.toString()
      if (output.includes('Ctrl-C stops')) resolve(output)
    })
    ended.then((code) => reject(new Error(`npm run up ended with ${code}`)))
  })
  // As it tells people to: the engine's address, and a docker to use it with.
  process.env.UP_DOCKER_HOST = output.match(/export DOCKER_HOST=(\S+)/)?.[1]
  process.env.UP_DOCKER = output.match(/^ *(\S+) run …/m)?.[1]
  emptyEngineCache()
  return async () => {
    if (up.pid) process.kill(-up.pid, 'SIGINT')
    await ended
  }
}

/** So that every run sees a build at work, not one taken from the cache of the run before. */
function emptyEngineCache(): void {
  const env = { ...process.env, DOCKER_HOST: process.env.UP_DOCKER_HOST }
  execFileSync(process.env.UP_DOCKER ?? 'docker', ['builder', 'prune', '--all', '--force'], {
    env,
    stdio: 'ignore',
  })
}
