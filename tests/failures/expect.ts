/** `npm run failures:expect [-- name…]`: writes what Slipway says now as what it should say, there and in docs/failures.md. Read the difference. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { diagnoseFixture, folderOf, listFailures, readFailure } from '../support/failures.ts'
import { page, readPage, withTable } from './table.ts'

const wanted = process.argv.slice(2)

for (const name of listFailures()) {
  if (wanted.length > 0 && !wanted.some((beginning) => name.startsWith(beginning))) continue
  const diagnosis = JSON.stringify(diagnoseFixture(readFailure(name)), null, 2)
  writeFileSync(path.join(folderOf(name), 'expected.json'), `${diagnosis}\n`)
}

writeFileSync(page, withTable(readPage()))
