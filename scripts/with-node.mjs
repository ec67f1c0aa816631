/** Runs a command of this project with a Node that is new enough: the machine's, else the packaged one. */
import { runInForeground } from './run.mjs'

const [command, ...args] = process.argv.slice(2)
if (!command) {
  console.error('Usage: node scripts/with-node.mjs COMMAND [ARGUMENT…]')
  process.exit(2)
}
runInForeground(command, args)
