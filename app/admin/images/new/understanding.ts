import type { FormState } from '#lib/form-state.ts'
import { parseApt } from '#lib/images/apt.ts'
import { parseConda } from '#lib/images/conda.ts'
import type { FormOptions } from '#lib/images/form.ts'
import { parsePip } from '#lib/images/pip.ts'
import { summarizeList } from '#lib/images/understood.ts'

/** Adds, for each list, a sentence that says how its lines were understood. */
export function withUnderstanding(state: FormState, { allowPipUrls }: FormOptions): FormState {
  const { apt = [], conda = [], pip = [] } = state.values
  const condaList = parseConda(conda.join('\n'))
  const understood = {
    aptUnderstood: [summarizeList(parseApt(apt.join('\n')).packages)],
    condaUnderstood: [summarizeList(condaList.packages, condaList.channels)],
    pipUnderstood: [summarizeList(parsePip(pip.join('\n'), { allowUrls: allowPipUrls }).packages)],
  }
  return { ...state, values: { ...state.values, ...understood } }
}
