/** What stands at the end of a successful start. */
import type { Parts } from './parts.ts'

/** Address, people, how to try an image, how to stop. */
export function welcome(webUrl: string, { provider, engine }: Parts, logs: string): string {
  const people = provider.people.map(({ username, password, name, about }) => {
    return `    ${username.padEnd(8)}${password.padEnd(12)}${name}, ${about.toLowerCase() || 'no remark'}`
  })
  return [
    '',
    `  Slipway is at ${webUrl}`,
    ...(people.length > 0 ? ['', '  Sign in with user name and password:', ...people] : []),
    ...(provider.peopleFile ? [`    (edit them in ${provider.peopleFile})`] : []),
    '',
    '  To use the images here, in another terminal:',
    `    export DOCKER_HOST=${engine.dockerHost}`,
    `    ${engine.docker ?? 'docker'} run …`,
    '',
    `  Logs: ${logs}`,
    '  Ctrl-C stops everything.',
    '',
  ].join('\n')
}
