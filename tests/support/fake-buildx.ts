/** A program that stands in for docker-buildx and answers as it is told to, which no real one would. */
import { chmodSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** `script`: lines for a shell, whose arguments are those of docker-buildx. Call before anything reads the configuration. */
export function setFakeBuildx(script: string): void {
  const program = path.join(mkdtempSync(path.join(tmpdir(), 'fake-buildx-')), 'fake-buildx')
  chmodSync(path.dirname(program), 0o755)
  writeFileSync(program, `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  process.env.SLIPWAY_BUILDX = program
}
