/** The record that a build was handed to the engine: whose build the folder is, and where it is pushed. */
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import type { Job } from '#db/queries/build-queue.ts'
import { readText } from '#lib/engine/run-files.ts'

const record = z.object({
  identity: z.string(),
  /** `registry/prefix/image-name`, as configured when the build began. */
  repository: z.string(),
  hasContainerdStore: z.boolean(),
  /** How the engine is reached with the folder's docker-config: the same one to the end, whatever is set meanwhile. */
  engine: z.record(z.string(), z.string()).optional(),
  number: z.number().optional(),
  /** Null: the engine of the environment. */
  engineId: z.number().nullable().optional(),
})

export type Begun = z.output<typeof record>

/** A build's id alone may come again, after a database was restored or removed. */
export function identityOf(job: Job): string {
  return `${job.imageName} #${job.number}, claimed ${job.startedAt}`
}

/** What was recorded for this very build; null where it has not begun. A folder of another build is moved aside. */
export async function readBegun(job: Job, folder: string): Promise<Begun | null> {
  const text = await readText(path.join(folder, 'begun'))
  if (text === null) return null
  const found = record.safeParse(parse(text))
  if (found.success && found.data.identity === identityOf(job)) return found.data
  await rename(folder, `${folder}.of-another-build-${Date.now()}`)
  return null
}

/** What was recorded, whosever build the folder is; null where it was not begun. */
export async function readRecord(folder: string): Promise<Begun | null> {
  const found = record.safeParse(parse((await readText(path.join(folder, 'begun'))) ?? ''))
  return found.success ? found.data : null
}

/** Written whole or not at all, when everything is ready to start. */
export async function writeBegun(folder: string, begun: Begun): Promise<void> {
  const file = path.join(folder, 'begun')
  await writeFile(`${file}.tmp`, JSON.stringify(begun))
  await rename(`${file}.tmp`, file)
}

/** Where a build is pushed: its number, and `latest`. */
export function tagsOf(
  { number }: Pick<Job, 'number'>,
  { repository }: Begun,
): [numbered: string, latest: string] {
  return [`${repository}:${number}`, `${repository}:latest`]
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
