/** `npm test`, first stage: runs on the machine's Node, whatever its age, with no dependencies installed. */
import { ensureDependencies } from './install.mjs'
import { createProgress } from './progress.mjs'
import { runProgram } from './run.mjs'

try {
  await ensureDependencies(createProgress())
  runProgram('scripts/test/main.ts', process.argv.slice(2))
} catch (error) {
  console.error(error.message)
  console.log('0 passed, 1 failed')
  process.exit(1)
}
