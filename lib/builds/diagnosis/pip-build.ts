/** Packages that pip downloads as source and has to build. */
import { blame, place, quoted } from './blame.ts'
import { allSeen, type Failure, lineBefore, type Rule, seen } from './failure.ts'

export const pipBuildRules: readonly Rule[] = [
  (failure) => {
    const isBuilding = seen(
      failure,
      /Failed building wheel for|error: (subprocess-exited-with-error|metadata-generation-failed|legacy-install-failure)/,
    )
    if (!isBuilding) return null
    const names = namesOf(failure)
    const blamed = blame(failure.spec, 'pip', names)
    return {
      summary: `${quoted(names) || 'A package'} came as source and could not be built${place(blamed.lines)}.`,
      advice: whatIsMissing(failure),
      ...blamed,
      code: 'pip-build',
    }
  },
]

/** pip says which one only after it has got as far as building; before that it is the last one that it collected. */
function namesOf(failure: Failure): string[] {
  const built = allSeen(failure, /Failed building wheel for ([A-Za-z0-9._-]+)/)
  const prepared = allSeen(failure, /╰─> (?:See above for output|([A-Za-z0-9._-]+))\.?$/)
  const names = [...new Set([...built, ...prepared])]
  return names.length > 0 ? names : allSeen(failure, /^Collecting ([A-Za-z0-9._-]+)/).slice(-1)
}

function whatIsMissing(failure: Failure): string {
  const compiler = seen(
    failure,
    /(?:command|execute) '([^']*(?:gcc|g\+\+|cc|clang|cmake))' ?(?:failed)?.*No such file/,
  )
  if (compiler)
    return `The base image has no ${compiler[1]}: add build-essential to the APT list, or take a version with a wheel.`
  const header = seen(failure, /fatal error: (\S+\.h\w*): No such file/)?.[1]
  if (header) return `The header ${header} is missing: add ${packageOf(header)} to the APT list.`
  const needed = seen(failure, /^ +ERROR: No matching distribution found for (\S+)/)?.[1]
  if (needed) return `To be built it needs “${needed}”, which the index does not have.`
  const program = seen(failure, /(\S+) executable not found/)?.[1]
  if (program) return `The program ${program} is missing: add ${packageOf(program)} to the APT list.`
  const words = lineBefore(failure, /^ +\[end of output\]/)?.trim()
  return `${words ? `It last said: ${words.replace(/\.?$/, '.')} ` : ''}Take a version that has a wheel for this Python, or add what the log asks for to the APT list.`
}

function packageOf(file: string): string {
  return debianPackages[file] ?? 'the package that has it (its name often ends in -dev)'
}

/** Debian's packages with what Python packages miss most often; `apt-file search` knows the others. */
const debianPackages: Readonly<Record<string, string | undefined>> = {
  'Python.h': 'python3-dev',
  'bzlib.h': 'libbz2-dev',
  'ffi.h': 'libffi-dev',
  'hdf5.h': 'libhdf5-dev',
  'libpq-fe.h': 'libpq-dev',
  'libxml/xmlversion.h': 'libxml2-dev',
  'lzma.h': 'liblzma-dev',
  'openssl/ssl.h': 'libssl-dev',
  'sqlite3.h': 'libsqlite3-dev',
  'zlib.h': 'zlib1g-dev',
  mysql_config: 'default-libmysqlclient-dev',
  pg_config: 'libpq-dev',
}
