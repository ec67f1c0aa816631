/** Human words for the engine's step names. */
import type { StepKind } from './step.ts'

type Words = { kind: StepKind; title: string }

const known: [pattern: RegExp, kind: StepKind, title: string][] = [
  [/^\[internal\] load metadata for /, 'base', 'Base image: look up'],
  [/^\[internal\] load build context/, 'prepare', 'Package lists: send to the engine'],
  [/^\[internal\]/, 'prepare', 'Prepare'],
  [/^\[auth\]/, 'prepare', 'Credentials'],
  [/^\[[^\]]+\] FROM /, 'base', 'Base image'],
  [/\/run\/slipway\/apt\.sh/, 'apt', 'APT packages'],
  [/\/run\/slipway\/conda\.sh/, 'conda', 'Conda packages'],
  [/\/run\/slipway\/pip\.sh/, 'pip', 'Pip packages'],
  [/^exporting to /, 'export', 'Write and push the image'],
  [/^pushing /, 'push', 'Push to the registry'],
]

/** The kind and title of a step named by the engine, e.g. `[image 2/3] RUN … ["/bin/sh", "/run/slipway/apt.sh"]`. */
export function describeStep(name: string): Words {
  const found = known.find(([pattern]) => pattern.test(name))
  return found ? { kind: found[1], title: found[2] } : { kind: 'other', title: name.slice(0, 120) }
}
