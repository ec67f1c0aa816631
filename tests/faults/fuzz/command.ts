/** One thing that may happen, as fast-check wants it; after each, everything that must hold is looked at. */
import type fc from 'fast-check'
import { checkInvariants } from './invariants.ts'
import type { Model, World } from './world.ts'

export type Command = fc.Command<Model, World>

/** `run` does it to the database and to the model; `can` says where it makes no sense. */
export function command(
  name: string,
  run: (model: Model, world: World) => void,
  can: (model: Model) => boolean = () => true,
): Command {
  return {
    check: can,
    run(model, world) {
      run(model, world)
      checkInvariants(model, world)
    },
    toString: () => name,
  }
}
