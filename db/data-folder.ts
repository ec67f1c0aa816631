import path from 'node:path'

/**
 * The absolute path of the folder that keeps everything; `given` is what SLIPWAY_DATA says. The comment in it keeps
 * Turbopack from packing whatever lies in that folder into the server.
 */
export function dataFolder(given: string | undefined): string {
  return path.resolve(/* turbopackIgnore: true */ given || 'data')
}
