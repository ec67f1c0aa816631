import { describe, expect, test } from 'vitest'
import { namesInDoubt } from '#lib/builds/diagnosis/near.ts'
import { diagnosisOf } from './failed.ts'

describe('pip, as pip 23 prints it', () => {
  const pip = '# tools\npk-a==1.0\n\nPK_B<1\npk-c'

  test('a conflict names some lines by number and some by requirement; all are found', () => {
    const log = `ERROR: Cannot install -r /run/slipway/pip.txt (line 2) and pk-b<1 because these package versions have conflicting dependencies.

The conflict is caused by:
    The user requested pk-b<1
    pk-a 1.0 depends on pk-b>=1
ERROR: ResolutionImpossible: for help visit https://pip.example`
    const { summary, advice, lines } = diagnosisOf({ phase: 'pip', pip, log })
    expect(lines).toEqual([2, 4])
    expect(summary).toContain('(lines 2 and 4)')
    expect(advice).toContain('The user requested pk-b<1. pk-a 1.0 depends on pk-b>=1.')
  })

  test('what another package needs is blamed on the line that asked for that package', () => {
    const log =
      'ERROR: Could not find a version that satisfies the requirement pk-x>=9 (from pk-c) (from versions: 0.5, 1.0)'
    expect(diagnosisOf({ phase: 'pip', pip, log })).toEqual({
      summary: 'pip has no version of “pk-x” that fits “pk-x>=9”, which “pk-c” needs (line 5).',
      advice: 'On offer: 0.5, 1.0.',
      field: 'pip',
      lines: [5],
      code: 'pip-version',
    })
  })

  test('a requirement that an older pip gives with its line is the requirement alone', () => {
    const log =
      'ERROR: Could not find a version that satisfies the requirement pk-c (from -r /run/slipway/pip.txt (line 5)) (from versions: none)'
    expect(diagnosisOf({ phase: 'pip', pip, log }).summary).toBe('“pk-c” was not found by pip (line 5).')
  })

  test('versions for another Python are told', () => {
    const log = `ERROR: Ignored the following versions that require a different python version: 2.0 Requires-Python >=3.12
ERROR: Could not find a version that satisfies the requirement pk-c==3.0 (from versions: 1.0)`
    expect(diagnosisOf({ phase: 'pip', pip, log }).advice).toContain('2.0 Requires-Python >=3.12')
  })

  test('an index that answered after a retry is not to blame', () => {
    const log = `WARNING: Retrying (Retry(total=4, connect=None)) after connection broken
ERROR: Could not find a version that satisfies the requirement pk-c==2.0 (from versions: 1.0)`
    expect(diagnosisOf({ phase: 'pip', pip, log }).code).toBe('pip-version')
  })

  test('a line that the form does not have is not blamed', () => {
    const log =
      'ERROR: Cannot install -r /run/slipway/pip.txt (line 9) and pk-c because these package versions have conflicting dependencies.'
    expect(diagnosisOf({ phase: 'pip', pip, log }).lines).toEqual([5])
  })

  test('a condition that it does not know is found by its text', () => {
    const log =
      "pip._vendor.packaging.markers.InvalidMarker: Invalid marker: 'bad == 3', parse error at 'bad == 3'"
    const diagnosis = diagnosisOf({ phase: 'pip', pip: 'pk-a\nx; bad == 3', log })
    expect(diagnosis).toMatchObject({ code: 'pip-invalid', lines: [2] })
  })

  test('a package that must be compiled says what is missing', () => {
    const log = `    error: command 'gcc' failed: No such file or directory
  ERROR: Failed building wheel for pk-c
note: This error originates from a subprocess, and is likely not a problem with pip.`
    const diagnosis = diagnosisOf({ phase: 'pip', pip, log })
    expect(diagnosis).toMatchObject({ code: 'pip-build', lines: [5] })
    expect(diagnosis.advice).toContain('add build-essential to the APT list')
  })
})

describe('apt', () => {
  test('finds lines with an architecture or a version, and does not fold names as pip does', () => {
    const log = 'E: Unable to locate package libfoo:i386\nE: Unable to locate package python3.99'
    const apt = 'python3-99\nlibfoo:i386\npython3.99=1.0'
    expect(diagnosisOf({ phase: 'apt', apt, log }).lines).toEqual([2, 3])
  })

  test('a release', () => {
    const log = "E: Release 'sid' for 'jq' was not found"
    const expected = {
      code: 'apt-release',
      lines: [1],
      summary: 'APT has no release “sid” of “jq” (line 1).',
    }
    expect(diagnosisOf({ phase: 'apt', apt: 'jq/sid', log })).toMatchObject(expected)
  })
})

describe('conda', () => {
  const conda = '-c spike\nspike-new\nconda-forge::nosuch-pkg>=1\nspike-lib=1'

  test('only the packages that it lists are blamed, not the channels below them', () => {
    const log = `PackagesNotFoundError: The following packages are not available from current channels:

  - conda-forge::nosuch-pkg[version='>=1']

Current channels:

  - https://conda.example/conda-forge/linux-64`
    expect(diagnosisOf({ phase: 'conda', conda, log })).toMatchObject({
      summary: "“nosuch-pkg” was not found in conda's channels (line 3).",
      lines: [3],
    })
  })

  test('libmamba', () => {
    const log = `LibMambaUnsatisfiableError: Encountered problems while solving:
Could not solve for environment specs
The following packages are incompatible
├─ nosuch-pkg >=1 does not exist (perhaps a typo or a missing channel);`
    expect(diagnosisOf({ phase: 'conda', conda, log })).toMatchObject({ code: 'conda-unknown', lines: [3] })
  })

  test('both sides of a conflict', () => {
    const log = `UnsatisfiableError: The following specifications were found to be incompatible with each other:

Package spike-lib conflicts for:
spike-lib=1
spike-new -> spike-lib[version='>=2']
other -> spike-lib`
    expect(diagnosisOf({ phase: 'conda', conda, log })).toMatchObject({
      code: 'conda-conflict',
      lines: [2, 4],
    })
  })

  test('a channel that is not there, and a network that is not there', () => {
    const invalid =
      'UnavailableInvalidChannel: HTTP 404 NOT FOUND for channel spike <https://conda.example/spike>'
    expect(diagnosisOf({ phase: 'conda', conda, log: invalid })).toMatchObject({
      code: 'conda-channel',
      lines: [1],
    })
    const down =
      'CondaHTTPError: HTTP 000 CONNECTION FAILED for url <https://conda.example/spike/repodata.json>'
    const { field, ...network } = diagnosisOf({ phase: 'conda', conda, log: down })
    expect(network.code).toBe('conda-network')
    expect(field).toBeUndefined()
  })

  test('a line that it does not understand', () => {
    const log = "CondaValueError: could not parse 'spike-lib=1' in: /run/slipway/conda.txt"
    expect(diagnosisOf({ phase: 'conda', conda, log })).toMatchObject({ code: 'conda-invalid', lines: [4] })
  })
})

describe('did you mean', () => {
  const unknown = (name: string) => `E: Unable to locate package ${name}`
  const advice = (apt: string, name: string) => diagnosisOf({ phase: 'apt', apt, log: unknown(name) }).advice

  test.each(['grahviz', 'graphvizz', 'graphvis', 'rgaphviz'])(
    '%s is nearly the name of another line',
    (name) => {
      expect(advice(`${name}\ngraphviz`, name)).toMatch(/^Did you mean “graphviz”, as in line 2\? /)
    },
  )

  test('a name that everybody knows is suggested, though no line has it', () => {
    expect(advice('grahviz\njq', 'grahviz')).toMatch(/^Did you mean “graphviz”\? /)
  })

  test('a name that an image of the catalogue has installed is suggested', () => {
    const known = { pip: ['acme-tools', 'numpy'] }
    const log =
      'ERROR: Could not find a version that satisfies the requirement acme-tool (from versions: none)'
    const suggested = diagnosisOf({ phase: 'pip', pip: 'acme-tool', log, known }).advice
    expect(suggested).toMatch(/^Did you mean “acme-tools”\? /)
  })

  test('the catalogue is asked for the names of the lines that are to blame', () => {
    const blamed = { code: 'pip-unknown' as const, lines: [2] }
    const spec = { base: '', apt: '', conda: '', pip: 'numpy\nacme-tool>=1' }
    expect(namesInDoubt(spec, blamed)).toEqual({ manager: 'pip', names: ['acme-tool'] })
    expect(namesInDoubt(spec, { ...blamed, code: 'pip-version' })).toBeNull()
  })

  test('nothing is suggested that is not nearly the same', () => {
    expect(advice('grahpvizz\njq', 'grahpvizz')).not.toContain('Did you mean')
    expect(advice('git\ngit2', 'git')).not.toContain('Did you mean')
  })
})
