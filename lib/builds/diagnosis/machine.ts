/** The machine, the engine and the network: nothing of the form is to blame. */
import { type Failure, type Rule, seen } from './failure.ts'

export const machineRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /no space left on device|^E: You don't have enough free space in/i) && {
      summary: 'The disk of the engine is full.',
      advice: 'Free space there (docker buildx prune, docker image prune), then rebuild.',
      code: 'disk-full',
    },
  (failure) =>
    /Canceled: context canceled|got \d+ SIGTERM\/SIGINTs/.test(failure.error)
      ? {
          summary: 'The build was cancelled.',
          advice: 'Rebuild the image when it is wanted.',
          code: 'cancelled',
        }
      : null,
  (failure) =>
    isOutOfMemory(failure)
      ? {
          summary: 'The step was stopped, most likely because the engine ran out of memory.',
          advice: 'Install fewer packages at a time, or give the engine more memory.',
          code: 'out-of-memory',
        }
      : null,
  (failure) =>
    seen(
      failure,
      /Cannot connect to the Docker daemon|docker daemon running|connect to the Docker daemon socket|no builder ".*" found|^(ERROR: )?error during connect: |^(ERROR: )?context deadline exceeded$/,
    ) && {
      summary: 'The engine could not be reached.',
      advice: 'Settings, Engines says how each one is. Mend it there, then rebuild.',
      code: 'engine-absent',
    },
  (failure) =>
    seen(failure, /failed to receive status: rpc error|error reading from server: EOF/) && {
      summary: 'The engine stopped while it was building.',
      advice: 'Start it again, then rebuild.',
      code: 'engine-died',
    },
  (failure) => {
    // A step that was stopped while it started prints the same; then the engine's last word is another.
    const isEngine = /failed to create endpoint .* on network/.test(failure.error)
    return isEngine
      ? {
          summary: 'The engine could not give the build step a network.',
          advice: 'Its bridge is gone: restart the engine, then rebuild.',
          code: 'engine-network',
        }
      : null
  },
  (failure) => {
    const fault =
      /(invalid tag "[^"]*": .*|secret [\w.-]+: not found|(?<=^failed to solve: )invalid reference format)/.exec(
        failure.error,
      )?.[1]
    return fault
      ? {
          summary: `Slipway asked the engine for something that it refuses: ${fault}.`,
          advice: 'Nothing in the form can change this. Please report it with the log.',
          code: 'request-invalid',
        }
      : null
  },
]

/** 137 is what is left of a process that the kernel killed; programs that it only refuses say so themselves. */
function isOutOfMemory(failure: Failure): boolean {
  if (failure.exitCode === 137 || /exit code: 137\b/.test(failure.error)) return true
  return seen(failure, /^MemoryError\b|Cannot allocate memory|Out of memory|^Killed$/i) !== null
}
