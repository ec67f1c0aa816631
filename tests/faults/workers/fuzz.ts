/** Runs so many random sequences and prints how many held. */
import '../../support/environment.ts'
import { runSequences } from '../fuzz/sequences.ts'

console.log(runSequences(Number(process.argv[2])))
