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
  // No instruction of ours is left: what the base runs of its own.
  [/^\[image [^\]]+\] (.+)/s, 'other', 'Of the base: $1'],
  [/^exporting to /, 'export', 'Write the image'],
  [/^pushing \S+:([^:/\s]+)/, 'push', 'Push tag “$1”'],
  [/^pushing /, 'push', 'Push to the registry'],
]

/** The kind and title of a step named by the engine, e.g. `[image 2/3] RUN … ["/bin/sh", "/run/slipway/apt.sh"]`. */
export function describeStep(name: string): Words {
  for (const [pattern, kind, title] of known) {
    const match = pattern.exec(name)
    if (match) return { kind, title: title.replace('$1', () => match[1] ?? '').slice(0, 120) }
  }
  return { kind: 'other', title: name.slice(0, 120) }
}
