/** A base that writes down what its shells and installers are started with, and the record of a build upon it. */
import { type Built, inImage } from './built.ts'
import { deriveBase } from './derived-base.ts'

const shells = ['sh', 'dash', 'bash', 'rbash']
const installers = ['xargs', 'apt-get', 'dpkg', 'pip', 'pip3', 'python3', 'conda']

/** One start: the program by its name, and its arguments. */
export type Started = { program: string; args: string[] }

/** Stands in the place of each; needs a shell that it does not stand for itself. */
const recorder = `#!/usr/bin/dash.real
{ printf '%s\\0' "$0" "$@"; printf '\\036'; } >>/started
exec "$0.real" "$@"
`

const install = `set -e
echo ${Buffer.from(recorder).toString('base64')} | base64 -d >/usr/bin/recorder
chmod 755 /usr/bin/recorder
for program in ${[...installers, ...shells].join(' ')}; do
  place=$(command -v $program)
  cp -L $place $place.real
done
for program in ${[...installers, ...shells].join(' ')}; do ln -sf /usr/bin/recorder $(command -v $program); done
: >/started
chmod 666 /started`

/** `from`: the base to begin with; it has all of those programs. */
export function deriveRecordingBase(name: string, from: string): string {
  return deriveBase(name, [`FROM ${from}`, `RUN ${JSON.stringify(['/bin/sh', '-c', install])}`])
}

/** Everything of those that was started in the steps of a build, in order. */
export function readStarted(built: Built): Started[] {
  const look = 'cat /started'
  const records = inImage(built, look).split('\u001e').slice(0, -1)
  const started = records.map((record) => {
    const [place = '', ...args] = record.split('\0').slice(0, -1)
    return { program: place.slice(place.lastIndexOf('/') + 1), args }
  })
  return started.filter(({ args }) => args.at(-1) !== look)
}

export function isShell({ program }: Started): boolean {
  return shells.includes(program)
}
