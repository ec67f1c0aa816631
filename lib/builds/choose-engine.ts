/** On which engine a build goes. */

/** `id`: null for the engine of the environment. `slots`: how many builds it takes at once. */
export type OpenEngine = { id: number | null; slots: number }
export type LoadedEngine = OpenEngine & { running: number }

/**
 * The engine of the image's last build where it has a free slot, because its cache knows the image; else the least
 * loaded one, the first of equals. Undefined where none has a free slot.
 * @param last the engine of the image's last build; undefined where there is none
 */
export function chooseEngine(
  engines: readonly LoadedEngine[],
  last: number | null | undefined,
): LoadedEngine | undefined {
  const free = engines.filter(({ running, slots }) => running < slots)
  const load = ({ running, slots }: LoadedEngine) => running / slots
  const [leastLoaded] = free.toSorted((one, other) => load(one) - load(other))
  return free.find(({ id }) => id === last) ?? leastLoaded
}
