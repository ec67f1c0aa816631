/** What people paste instead of a list: a requirements.txt, an environment.yml, the commands of a Dockerfile. */
import { takeCommands } from './paste-commands.ts'
import { takeEnvironment } from './paste-environment.ts'
import { takeRequirements } from './paste-requirements.ts'
import type { TakenApart } from './paste-taken.ts'
import type { PackageManager } from './types.ts'

/** Longer texts are left as they are; far above anything that a list can hold. */
const maximumText = 200_000

/**
 * Takes a pasted text apart into lines for the lists, in order, each as it was written; what could not be taken is
 * told with its line, counted from 1. Null for what is one package a line already, and for anything else that is
 * nothing of the kind. `own` is the list that it stands in: package lines between commands belong there. Whether a line can be used is for the lists' own readers to say. Time grows with the length.
 */
export function takeApart(text: string, own?: PackageManager): TakenApart | null {
  if (text.length > maximumText) return null
  const lines = text.replace(/\r\n?/g, '\n').split('\n')
  const taken = takeEnvironment(lines) ?? takeCommands(lines, own) ?? takeRequirements(lines)
  if (!taken || taken.apt.length + taken.conda.length + taken.pip.length === 0) return null
  return { ...taken, conda: dropRepeatedChannels(taken.conda) }
}

function dropRepeatedChannels(lines: readonly string[]): string[] {
  const seen = new Set<string>()
  return lines.filter((line) => !line.startsWith('-c ') || (!seen.has(line) && seen.add(line)))
}
