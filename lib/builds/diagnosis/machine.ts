/** The machine, the engine and the network: nothing of the form is to blame. */
import { type Rule, seen } from './failure.ts'

export const machineRules: readonly Rule[] = [
  (failure) =>
    seen(failure, /no space left on device/i) && {
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
    (failure.exitCode === 137 || seen(failure, /exit code: 137\b/)) &&
    seen(failure, /\bKilled\b|out of memory|exit code: 137\b/i)
      ? {
          summary: 'The step was killed, most likely because the engine ran out of memory.',
          advice: 'Build fewer packages at a time, or give the engine more memory.',
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
    const fault = /(invalid tag "[^"]*": .*|secret [\w.-]+: not found)/.exec(failure.error)?.[1]
    return fault
      ? {
          summary: `Slipway asked the engine for something that it refuses: ${fault}.`,
          advice: 'Nothing in the form can change this. Please report it with the log.',
          code: 'request-invalid',
        }
      : null
  },
  (failure) => {
    const host = seen(failure, /Temporary failure resolving '([^']+)'/)?.[1]
    return host
      ? {
          summary: `The name ${host} could not be resolved inside the build step.`,
          advice: 'Check the network and the DNS of the engine, then rebuild.',
          code: 'network-dns',
        }
      : null
  },
  (failure) => {
    const url = seen(failure, /^E: Failed to fetch (\S+)/)?.[1]
    return url
      ? {
          summary: `APT could not fetch ${url}.`,
          advice: 'Check that the engine reaches that mirror, then rebuild.',
          code: 'apt-fetch',
        }
      : null
  },
]
