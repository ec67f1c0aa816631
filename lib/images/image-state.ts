/** The state of an image in one word, as lists show it and are sorted by it. */
export const imageStates = ['building', 'cancelled', 'failed', 'interrupted', 'not ready', 'ready'] as const
export type ImageState = (typeof imageStates)[number]
