/** What tests put into the system's temporary folder lies in a folder of theirs and goes with them. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** For this process and those that it starts. Returns the end of it. */
export default function takeScratch(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'slipway-tests-'))
  // Some tests are two users, and both have to get through.
  chmodSync(folder, 0o711)
  process.env.TMPDIR = folder
  return () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
}
