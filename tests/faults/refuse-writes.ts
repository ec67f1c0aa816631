/** T10: writes are refused from the nth on: by a limit of the file's size, of the database's pages, of SQLite's memory. */
import { spawn } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { db, openDatabase, setDatabase } from '#db/client.ts'
import type { Viewer } from '#lib/access.ts'
import { customImage, person } from '../support/catalogue.ts'
import { openFreshDatabase } from '../support/database.ts'
import type { Result } from './result.ts'
import { isWholeDatabase } from './whole-database.ts'

type Refused = { file: string; acknowledged: number[]; isRefused: boolean }
type Way = (file: string, nth: number, viewer: Viewer) => Promise<Refused> | Refused

/** For each n each way: held where nothing acknowledged is missing, the database is whole and takes writes again. */
export async function refuseWrites(runs: number): Promise<Result> {
  const template = openFreshDatabase()
  const viewer = person('ada', { isAdministrator: true })
  db().$client.pragma('journal_mode=DELETE')
  db().$client.close()
  const ways = [refuseByFileSize, refuseByPages]
  let held = 0
  for (let run = 0; run < runs; run++) {
    const nth = 1 + Math.floor(run / ways.length)
    const folder = mkdtempSync(path.join(tmpdir(), 'slipway-refused-'))
    const file = path.join(folder, 'slipway.db')
    cpSync(path.join(template, 'slipway.db'), file)
    const found = await (ways[run % ways.length] as Way)(file, nth, viewer)
    if (isAsAcknowledged(found, viewer)) held++
    rmSync(folder, { recursive: true })
  }
  return { runs, held, lost: runs - held }
}

function isAsAcknowledged({ file, acknowledged, isRefused }: Refused, viewer: Viewer): boolean {
  if (!isRefused || !isWholeDatabase(file)) return false
  const database = openDatabase(file)
  setDatabase(database)
  const find = database.$client.prepare(
    'SELECT i.id FROM builds b JOIN images i ON i.id = b.image_id WHERE b.id = ?',
  )
  const isThere = acknowledged.every((id) => find.get(id) !== undefined)
  const { count } = database.$client.prepare('SELECT count(*) AS count FROM builds').get() as {
    count: number
  }
  const { buildId } = customImage(viewer, 'afterwards')
  const isWritten = find.get(buildId) !== undefined
  database.$client.close()
  return isThere && isWritten && count === acknowledged.length
}

/** The system refuses what lies behind the nth page of any file: EFBIG, at the log and at the database. */
async function refuseByFileSize(file: string, nth: number): Promise<Refused> {
  const program = path.join(import.meta.dirname, 'workers/write-until-refused.ts')
  // In units of 512 bytes, as POSIX has it; a refused write must not end the process.
  const limited = `trap '' XFSZ; ulimit -f ${nth * 8}; exec "$0" "$@"`
  const env = { ...process.env, SLIPWAY_DATA: path.dirname(file) }
  const child = spawn('sh', ['-c', limited, process.execPath, program], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk))
  await new Promise((resolve) => child.on('close', resolve))
  const lines = Buffer.concat(chunks).toString().trim().split('\n')
  const acknowledged = lines.filter((line) => /^\d+$/.test(line)).map(Number)
  return { file, acknowledged, isRefused: lines.at(-1)?.startsWith('refused') === true }
}

/** SQLite refuses more than n pages on top of what there are: SQLITE_FULL, as for a full disk. */
function refuseByPages(file: string, nth: number, viewer: Viewer): Refused {
  const database = openDatabase(file)
  setDatabase(database)
  const pages = database.$client.pragma('page_count', { simple: true }) as number
  database.$client.pragma(`max_page_count=${pages + nth - 1}`)
  const acknowledged: number[] = []
  try {
    for (let at = 0; ; at++) acknowledged.push(customImage(viewer, `image-${at}`).buildId)
  } catch (error) {
    const isRefused = (error as { code?: string }).code === 'SQLITE_FULL'
    return { file, acknowledged, isRefused }
  } finally {
    database.$client.close()
  }
}
