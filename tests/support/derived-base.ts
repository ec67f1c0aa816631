/** A base image for one test: the sample base with a few more instructions. */
import { execFileSync } from 'node:child_process'
import { sampleBase } from './builder.ts'

/** Builds and pushes it; returns its reference. */
export function deriveBase(name: string, instructions: readonly string[]): string {
  const reference = `${process.env.SLIPWAY_REGISTRY}/derived/${name}:1`
  const buildx = process.env.SLIPWAY_BUILDX ?? 'docker-buildx'
  const input = [`FROM ${sampleBase()}`, ...instructions, ''].join('\n')
  execFileSync(buildx, ['build', '--push', '--tag', reference, '-'], {
    input,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  return reference
}
