import type { PackageManager } from './types.ts'

/** A part of the text that belongs in no list; `line` counts from 1, `text` is the part. */
export type NotTaken = { line: number; text: string; reason: string }

/** Lines for each list, and what could not be taken. */
export type TakenApart = Record<PackageManager, string[]> & { notTaken: NotTaken[] }

/** An empty answer to be filled. */
export function nothingTaken(): TakenApart {
  return { apt: [], conda: [], pip: [], notTaken: [] }
}

/** Adds a line for a channel; `channel::name…` is a package of that channel, as the lists read it. */
export function addChannel({ conda }: TakenApart, channel: string): void {
  conda.push(`-c ${channel}`)
}

/** Why a text that a shell would fill in cannot be taken; undefined for any other. */
export function shellFault(text: string): string | undefined {
  return /[$`]/.test(text) ? 'A shell would fill this in. Type what it stands for.' : undefined
}
