/** A base image for one test: the sample base with a few more instructions. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sampleBase } from './builder.ts'

/** Builds and pushes it; returns its reference. */
export function deriveBase(name: string, instructions: readonly string[]): string {
  const reference = `${process.env.SLIPWAY_REGISTRY}/derived/${name}:1`
  const buildx = process.env.SLIPWAY_BUILDX ?? 'docker-buildx'
  // Not by stdin: buildx then leaves temporary folders behind.
  const folder = mkdtempSync(path.join(tmpdir(), 'derived-'))
  writeFileSync(path.join(folder, 'Dockerfile'), [`FROM ${sampleBase()}`, ...instructions, ''].join('\n'))
  execFileSync(buildx, ['build', '--push', '--tag', reference, folder], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  rmSync(folder, { recursive: true })
  return reference
}
