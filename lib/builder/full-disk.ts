/** Remembers in a build's folder that its disk was full: words of the engine, and so the reason of a failure, may be lost. */
import { access, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { explainCircumstance } from '#lib/builds/circumstance.ts'
import type { Diagnosis } from '#lib/builds/diagnosis.ts'
import { isDiskFullAt } from '#lib/operations/data-disk.ts'

const mark = 'disk-was-full'

/** An empty file needs no room. */
export async function markFullDisk(folder: string): Promise<void> {
  await writeFile(path.join(folder, mark), '').catch(() => {})
}

/** Looks whether the disk is full right now, and remembers it. */
export async function noteFullDisk(folder: string): Promise<void> {
  if (isDiskFullAt(folder)) await markFullDisk(folder)
}

/** What the full disk explains better than the log, which it may have cut short; null where it explains nothing. */
export async function explainFullDisk(folder: string, said: Diagnosis | null): Promise<Diagnosis | null> {
  const isExplained = said !== null && said.code !== 'disk-full' && !said.code.endsWith('unknown-failure')
  return !isExplained && (await wasFull(folder)) ? explainCircumstance({ code: 'data-disk-full' }) : null
}

async function wasFull(folder: string): Promise<boolean> {
  return access(path.join(folder, mark)).then(
    () => true,
    () => false,
  )
}
