import { parseApt } from './apt.ts'
import { parseConda } from './conda.ts'
import type { FormOptions } from './form.ts'
import type { LineFault } from './package-line.ts'
import { parsePip } from './pip.ts'
import type { PackageManager } from './types.ts'
import { summarizeList } from './understood.ts'

/** A sentence about the lines that can be used, and one for each line that cannot: `Line 3: …`. */
export type Understanding = { understood: string; errors: string[] }

/** How a list would be understood if it were sent now. */
export function understandList(manager: PackageManager, text: string, options: FormOptions): Understanding {
  const { packages, channels, faults } = parse(manager, text, options)
  return { understood: summarizeList(packages, channels), errors: faults.map(describeFault) }
}

/** A line that cannot be used, as forms say it. */
export function describeFault({ line, reason }: Pick<LineFault, 'line' | 'reason'>): string {
  return `Line ${line}: ${reason}`
}

function parse(manager: PackageManager, text: string, { allowPipUrls }: FormOptions) {
  if (manager === 'conda') return parseConda(text)
  const list = manager === 'apt' ? parseApt(text) : parsePip(text, { allowUrls: allowPipUrls })
  return { ...list, channels: [] }
}
