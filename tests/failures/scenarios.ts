import { aptScenarios } from './apt.ts'
import { baseScenarios } from './base.ts'
import { condaScenarios } from './conda.ts'
import { engineScenarios } from './engine.ts'
import { pipScenarios } from './pip.ts'
import { pipSourceScenarios } from './pip-source.ts'
import { pushScenarios } from './push.ts'
import type { Scenario } from './scenario.ts'

export const scenarios: readonly Scenario[] = [
  ...aptScenarios,
  ...pipScenarios,
  ...pipSourceScenarios,
  ...condaScenarios,
  ...baseScenarios,
  ...pushScenarios,
  ...engineScenarios,
]
