/** The state of an image in one word, as lists show it and are sorted by it. */
export const imageStates = ['building', 'cancelled', 'failed', 'interrupted', 'not ready', 'ready'] as const
export type ImageState = (typeof imageStates)[number]

/** What lists may keep to. `ready` while it is rebuilt too; from `building` on it is the last build that counts. */
export const stateFilters = ['ready', 'not-ready', 'building', 'failed', 'cancelled', 'interrupted'] as const
export type StateFilter = (typeof stateFilters)[number]
