/** The corpus of failures: a folder for each under `tests/fixtures/failures/<code>/<case>`. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { type Circumstance, explainCircumstance } from '#lib/builds/circumstance.ts'
import { failureOf, type Lists } from '#lib/builds/diagnosis/failure.ts'
import type { KnownNames } from '#lib/builds/diagnosis/near.ts'
import { type Diagnosis, diagnose } from '#lib/builds/diagnosis.ts'
import { explainInspection, inspectionFault } from '#lib/builds/inspection-fault.ts'
import { describeStep } from '#lib/builds/step-title.ts'
import { explainTriggers } from '#lib/builds/unagreed-triggers.ts'

/**
 * `captured`: a real tool printed it. `stand-in`: printed by a program of the tests' whose messages are copies.
 * `transcribed`: copied from a record of what the real tool printed. `slipway`: no tool is involved.
 */
export type Origin = 'captured' | 'stand-in' | 'transcribed' | 'slipway'

export type Fixture = {
  /** `<code>/<case>` */
  name: string
  /** Whose words they are, with the version. */
  tool: string
  origin: Origin
  /** What the catalogue has installed elsewhere, as far as it matters. */
  known?: KnownNames
  spec: Lists
  /** What a build left: the step that failed, the engine's last word, the last lines of the step. */
  build?: { step: { name: string; error: string } | null; error: string; exitCode: number; log: string[] }
  /** What asking the registry for the base said. */
  inspection?: { stderr: string } | { timedOut: true } | { inside: true } | { triggers: string[] }
  /** What Slipway itself knows of the end. */
  circumstance?: Circumstance
}

const root = path.resolve('tests/fixtures/failures')

export function folderOf(name: string): string {
  return path.join(root, name)
}

/** The names of all failures in the corpus. */
export function listFailures(): string[] {
  const folders = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return folders
    .flatMap(({ name }) => readdirSync(path.join(root, name)).map((one) => `${name}/${one}`))
    .sort()
}

/** Reads one; `log.txt` is the log that `failure.json` speaks of. */
export function readFailure(name: string): Fixture {
  const read = (file: string) => readFileSync(path.join(folderOf(name), file), 'utf8')
  const { build, ...rest } = JSON.parse(read('failure.json')) as Omit<Fixture, 'name' | 'spec'>
  const log = existsSync(path.join(folderOf(name), 'log.txt')) ? read('log.txt').split('\n').slice(0, -1) : []
  return { name, ...rest, spec: JSON.parse(read('spec.json')), ...(build && { build: { ...build, log } }) }
}

/** What Slipway says of a failure: the same path that the builder takes. */
export function diagnoseFixture({ spec, build, inspection, circumstance, known }: Fixture): Diagnosis {
  if (circumstance) return explainCircumstance(circumstance)
  if (inspection && 'triggers' in inspection) {
    const diagnosis = explainTriggers(spec, inspection.triggers)
    if (diagnosis) return diagnosis
    throw new Error('Somebody agreed to these triggers.')
  }
  if (inspection) {
    if (!('stderr' in inspection))
      return explainInspection(spec.base, 'inside' in inspection ? 'inside' : 'timeout', '')
    const { fault, message } = inspectionFault(inspection.stderr)
    return explainInspection(spec.base, fault, message)
  }
  if (!build) throw new Error('A failure needs a build, an inspection or a circumstance.')
  const step = build.step && { kind: describeStep(build.step.name).kind, error: build.step.error }
  return diagnose(failureOf({ spec, ...build, step, known }))
}
