/** Options of the installers' commands. */
import type { PackageManager } from './types.ts'

type Options = {
  /** They change nothing: builds run like that anyway. */
  idle: RegExp
  /** The next word is theirs. */
  withValue: RegExp
}

export const options: Record<PackageManager, Options> = {
  apt: {
    idle: /^(-[yqV]+|--(yes|assume-yes|quiet|no-install-recommends|no-install-suggests|fix-missing))$|^-q=\d$/,
    withValue: /^(-[toc]|--(target-release|default-release|option|config-file))$/,
  },
  conda: {
    idle: /^(-[yq]+|--(yes|quiet))$/,
    withValue: /^(-[cnpf]|--(channel|name|prefix|file))$/,
  },
  pip: {
    idle: /^(-q+|--(quiet|no-cache-dir|no-input|disable-pip-version-check|break-system-packages|progress-bar|root-user-action)(=.*)?)$/,
    withValue:
      /^(-[irfcet]|--(index-url|extra-index-url|find-links|requirement|constraint|editable|target|trusted-host|proxy|cert|timeout|retries|prefix|root|src|cache-dir|only-binary|no-binary|platform|python-version|progress-bar|root-user-action|config-settings))$/,
  },
}

/** Words with which pip takes an installation that others spell differently. */
const installers: [words: RegExp, manager: PackageManager][] = [
  [/^(apt|apt-get|aptitude)$/, 'apt'],
  [/^(conda|mamba|micromamba)$/, 'conda'],
  [/^pip[0-9.]*$/, 'pip'],
]

/** Which installer a program is. */
export function installerOf(program: string): PackageManager | undefined {
  return installers.find(([words]) => words.test(program))?.[1]
}
