/** `npm run up`, first stage: runs on the machine's Node, whatever its age, with no dependencies installed. */
import { ensureDependencies } from './install.mjs'
import { createProgress } from './progress.mjs'
import { runProgram } from './run.mjs'
import { help, parseOptions } from './up/options.mjs'

try {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) {
    console.log(help)
  } else {
    await ensureDependencies(createProgress())
    runProgram('scripts/up/main.ts', ['--port', String(options.port), '--data', options.data])
  }
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
