/** Where apt-get gets its packages from, and packages that do not let themselves be installed. Texts of apt 2.6. */
import { blame, place } from './blame.ts'
import { type Failure, lineBefore, type Rule, seen } from './failure.ts'

export const aptSourceRules: readonly Rule[] = [
  (failure) => {
    const host = seen(failure, /(?:Could not resolve|Temporary failure resolving) '([^']+)'/)?.[1]
    if (!host) return null
    return {
      summary: `The name ${host} could not be resolved inside the build step.`,
      advice:
        'Check the network and the DNS of the engine, and the APT sources of the base image, then rebuild.',
      code: 'network-dns',
    }
  },
  (failure) => {
    const fault = seen(failure, /^E: (?:The repository '(\S+) [^']*'|Release file for (\S+)) (.+?)\.?$/)
    if (!fault) return null
    return {
      summary: `APT cannot use the source ${fault[1] ?? fault[2]}: it ${fault[3]}.`,
      advice:
        'It stands in the base image, under /etc/apt. Mend it there or choose another base image; nothing in the lists can change it.',
      field: 'base',
      code: 'apt-source',
    }
  },
  (failure) => {
    const [, url, reason = ''] = seen(failure, /^E: Failed to fetch (\S+) *(.*)$/) ?? []
    if (!url) return null
    const blamed = fetchedFor(failure, url)
    return {
      summary: `APT could not fetch ${url}${place(blamed?.lines)}${reason ? `: ${reason.trim().replace(/\.$/, '')}` : ''}.`,
      advice: /mismatch|404/i.test(reason)
        ? 'The mirror is being changed, or keeps an old copy. Wait a while, then rebuild with “Install everything anew”.'
        : 'Check that the engine reaches that mirror, then rebuild.',
      ...blamed,
      code: 'apt-fetch',
    }
  },
  (failure) => {
    const name = seen(failure, /^dpkg: error processing (?:package|archive) (\S+)/)?.[1]
    if (!name) return null
    const blamed = blame(failure.spec, 'apt', [name])
    const words = lineBefore(failure, /^dpkg: error processing/)
    return {
      summary: `“${name.split('/').at(-1)}” was fetched, but could not be set up${place(blamed.lines)}.`,
      advice: `${words ? `It last said: ${words.trim().replace(/\.?$/, '.')} ` : ''}It may want something that a build does not have, such as a running service; leave it out, or install it in a base image.`,
      ...blamed,
      code: 'apt-script',
    }
  },
]

/** The package that a file of the mirror belongs to; nothing where it is one of the mirror's own lists. */
function fetchedFor({ spec }: Failure, url: string) {
  const name = /\/([^/_]+)_[^/]*\.deb$/.exec(url)?.[1]
  return name ? blame(spec, 'apt', [decodeURIComponent(name)]) : undefined
}
