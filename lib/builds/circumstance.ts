/** Ends of builds that no log tells of: what Slipway itself did, or could not do. */
import type { Diagnosis } from './diagnosis.ts'

export type Circumstance =
  | { code: 'timeout' | 'silence'; seconds: number }
  | { code: 'output'; mebibytes: number }
  | { code: 'interrupted' | 'pull-secret-unreadable' | 'data-disk-full' }
  | { code: 'push-unconfirmed' | 'push-unanswered'; digest: string; message: string }
  | { code: 'engine-unusable' | 'builder-fault'; message: string }

/** What a person reads about it. */
export function explainCircumstance(circumstance: Circumstance): Diagnosis {
  const { code } = circumstance
  switch (circumstance.code) {
    case 'timeout':
      return {
        summary: `The build ran longer than ${inWords(circumstance.seconds)} and was stopped.`,
        advice:
          'Look in the steps for what took so long. Put slow packages into an image of their own and build upon it, or raise SLIPWAY_BUILD_TIMEOUT.',
        code,
      }
    case 'silence':
      return {
        summary: `Nothing was heard of the build for ${inWords(circumstance.seconds)}, and it was stopped.`,
        advice:
          'The last lines of the log say where it hung. Rebuild; if a step needs that long without a word, raise SLIPWAY_BUILD_SILENCE.',
        code,
      }
    case 'output':
      return {
        summary: `The build printed more than ${circumstance.mebibytes} MiB and was stopped.`,
        advice:
          'The log has its beginning and its end. Make the step that prints so much quieter, or raise SLIPWAY_BUILD_OUTPUT.',
        code,
      }
    case 'interrupted':
      return {
        summary: 'The build was interrupted: its process ended without a result.',
        advice: 'The machine or the engine was stopped while it ran. Rebuild the image.',
        code,
      }
    case 'data-disk-full':
      return {
        summary: 'The disk of the data folder was full while the build ran.',
        advice:
          'An administrator can make room there; then rebuild. The log may lack what was said meanwhile.',
        code,
      }
    case 'pull-secret-unreadable':
      return {
        summary: 'The image pull secret cannot be opened.',
        advice: 'It was sealed with another SLIPWAY_SECRET. Enter its password again.',
        field: 'pullSecret',
        code,
      }
    case 'push-unconfirmed':
      return {
        summary: `The engine reported a push, but the registry does not have ${circumstance.digest}.`,
        advice: `Check the registry, then rebuild. It said: ${circumstance.message}`,
        code,
      }
    case 'push-unanswered':
      return {
        summary: `The image was pushed as ${circumstance.digest}, but the registry could not be asked whether it has it.`,
        advice: `Check that the registry answers, then rebuild: everything comes from the cache. It said: ${circumstance.message}`,
        code,
      }
    case 'engine-unusable':
      return {
        summary: `The engine cannot be used. ${circumstance.message}`,
        advice: 'Mend it under Settings, Engines, then rebuild.',
        code,
      }
    case 'builder-fault':
      return {
        summary: `The builder could not handle this build: ${circumstance.message.replace(/\.?$/, '.')}`,
        advice: 'Its own log says more. Mend what it names, then rebuild.',
        code,
      }
  }
}

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return seconds === 3600 ? '1 hour' : `${seconds / 3600} hours`
  if (seconds % 60 === 0) return seconds === 60 ? '1 minute' : `${seconds / 60} minutes`
  return seconds === 1 ? '1 second' : `${seconds} seconds`
}
