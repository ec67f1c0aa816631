/** Packages that come as source, on bases that lack something to build them. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deriveBase } from '../support/derived-base.ts'
import { type Offer, serveIndex } from './index.ts'
import type { Scenario } from './scenario.ts'

const tool = 'pip 23.0.1, setuptools 66.1.1'
const install = 'RUN apt-get -q update && apt-get -q install -y --no-install-recommends'
const inC = "ext_modules=[Extension('fast', ['fast.c'])]"

export const pipSourceScenarios: Scenario[] = [
  source('pip-build/no-compiler', {
    base: () => deriveBase('setuptools', [`${install} python3-setuptools python3-wheel`]),
    files: { 'setup.py': setup(inC), 'fast.c': '#include <Python.h>\n' },
  }),
  source('pip-build/no-header', {
    base: () => deriveBase('compiler', [`${install} python3-setuptools python3-wheel gcc python3-dev`]),
    files: { 'setup.py': setup(inC), 'fast.c': '#include <Python.h>\n#include <hdf5.h>\n' },
  }),
  source('pip-build/metadata', {
    base: () => deriveBase('setuptools', [`${install} python3-setuptools python3-wheel`]),
    files: { 'setup.py': "import sys\nsys.exit('Error: pg_config executable not found.')\n" },
  }),
  source('pip-build/no-backend', {
    files: {
      'setup.py': setup(''),
      'pyproject.toml':
        '[build-system]\nrequires = ["setuptools>=61"]\nbuild-backend = "setuptools.build_meta"\n',
    },
  }),
]

type Source = { base?: () => string; files: Record<string, string> }

function source(name: string, { base, files }: Source): Scenario {
  return {
    name,
    tool,
    prepare: async () => {
      const server = await serveIndex([archive(files)])
      return {
        ...(base && { base: base() }),
        pip: '# measured\nfast',
        pipIndexUrl: `${server.url}/simple/`,
        names: { [new URL(server.url).host]: 'index.example' },
        done: server.stop,
      }
    },
  }
}

function setup(more: string): string {
  return `from setuptools import setup, Extension\nsetup(name='fast', version='1.0', ${more})\n`
}

function archive(files: Record<string, string>): Offer {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-source-'))
  mkdirSync(path.join(folder, 'fast-1.0'))
  const info = 'Metadata-Version: 2.1\nName: fast\nVersion: 1.0\n'
  for (const [name, text] of Object.entries({ ...files, 'PKG-INFO': info }))
    writeFileSync(path.join(folder, 'fast-1.0', name), text)
  const file = 'fast-1.0.tar.gz'
  execFileSync('tar', ['-czf', file, 'fast-1.0'], { cwd: folder })
  return { file, content: readFileSync(path.join(folder, file)) }
}
