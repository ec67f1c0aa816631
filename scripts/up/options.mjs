/** The options of `npm run up`. Plain JavaScript, because mistakes are told before anything is installed. */
import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../modern-node.mjs'

export const help = `Usage: npm run up -- [--port N] [--data DIR]

Brings up Slipway with everything it needs: dependencies, a Docker engine, a registry,
a sample base image, a sign-in provider, the database, web and builder.

  --port N     the port of the web pages (default 3000)
  --data DIR   the folder that keeps everything (default data)
  --help       this text

Ctrl-C stops what it started. Run again: the data is still there.`

/**
 * Reads the command line. Throws an Error with one sentence where it is wrong.
 * @param {string[]} args
 * @returns {{ port: number, data: string, help: boolean }} `data` is absolute
 */
export function parseOptions(args) {
  const { port, data, help } = parse(args)
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1 || Number(port) > 65535) {
    throw new Error(`--port must be a number from 1 to 65535, not "${port}".`)
  }
  return { port: Number(port), data: data ? path.resolve(data) : path.join(root, 'data'), help }
}

function parse(args) {
  const options = {
    port: { type: 'string', default: '3000' },
    data: { type: 'string', default: '' },
    help: { type: 'boolean', default: false },
  }
  try {
    return parseArgs({ args, options }).values
  } catch (error) {
    throw new Error(`${error.message.split('. ')[0].replace(/\.$/, '')}. See npm run up -- --help.`)
  }
}
