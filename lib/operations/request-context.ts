/** What is known of the request that is being answered, wherever in the process somebody asks. */
import { AsyncLocalStorage } from 'node:async_hooks'

/** `request`: its id. `viewer`: the id of the person, never the name. */
export type RequestFields = { request: string; viewer?: number }

/** Next has several copies of this module in one process. */
const shared = globalThis as { [key: symbol]: AsyncLocalStorage<RequestFields> | undefined }
const key = Symbol.for('slipway.request')

/** For lines of the log; empty outside of a request. */
export function requestFields(): Partial<RequestFields> {
  return { ...storage().getStore() }
}

/** Everything that follows in this course of events belongs to the request. */
export function enterRequest(fields: RequestFields): void {
  storage().enterWith(fields)
}

/** Remembers who is asking. */
export function noteViewer(userId: number): void {
  const fields = storage().getStore()
  if (fields) fields.viewer = userId
}

function storage(): AsyncLocalStorage<RequestFields> {
  shared[key] ??= new AsyncLocalStorage()
  return shared[key]
}
