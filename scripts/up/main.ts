/** `npm run up`, second stage: brings everything up, stays, and takes everything down again. */
import { createProgress } from '../progress.mjs'
import { checkMachine } from './checks.ts'
import { forceStop } from './force.ts'
import { type House, openHouse } from './house.ts'
import { releaseLock, takeLock } from './lock.ts'
import { parseOptions } from './options.mjs'
import { type Parts, startParts } from './parts.ts'
import { startServing, stopServing } from './serve-step.ts'
import { listenForStop } from './signals.ts'
import { stay } from './stay.ts'
import { buildWeb } from './web-build.ts'
import { welcome } from './welcome.ts'

const { port, data } = parseOptions(process.argv.slice(2))
const webUrl = `http://127.0.0.1:${port}`
const stop = listenForStop()
const step = createProgress()
let forced: Promise<void> | undefined

try {
  const house = openHouse(data)
  takeLock(house, webUrl)
  process.once('exit', () => releaseLock(house))
  stop.again.addEventListener('abort', () => {
    forced = forceStop(house)
  })
  await step('Checks', async (say) => say(await checkMachine(house, port)))
  await live(house)
  await forced
  process.exit(forced ? 130 : 0)
} catch (error) {
  await forced
  if (stop.first.aborted) process.exit(130)
  console.error(`\n${readable(error)}`)
  process.exit(1)
}

/** From the first part to the last one's end. */
async function live(house: House) {
  const parts = await bringUp(house)
  try {
    const serving = { port, webUrl, env: parts.env }
    const server = await step('Web and builder', async (say) => {
      say(webUrl)
      return startServing(house, serving, stop.first)
    })
    console.log(welcome(webUrl, parts, house.place('logs')))
    await stay(house, server, stop.first)
    const builds = parts.engine.network ? ' Builds that still run are interrupted.' : ''
    console.log(`\n  Stopping.${builds} Ctrl-C again ends everything at once.`)
  } finally {
    await step('Stopped', async () => {
      await stopServing(house)
      await parts.stop()
    })
  }
}

/** Parts and web pages beside each other. Where one fails, the other is stopped. */
async function bringUp(house: House): Promise<Parts> {
  const failure = new AbortController()
  const signal = AbortSignal.any([stop.first, failure.signal])
  const pages = step('Web pages', (say) => buildWeb(say, signal))
  const parts = startParts({ dataDir: house.dataDir, webUrl, report: step, signal })
  const [, ready] = await Promise.allSettled([pages.catch(abort), parts.catch(abort)])
  if (ready.status === 'fulfilled' && !failure.signal.aborted) return ready.value
  if (ready.status === 'fulfilled') await ready.value.stop()
  throw failure.signal.reason

  function abort(error: unknown): never {
    failure.abort(error)
    throw error
  }
}

/** Our sentences as they are; a fault of the program with its place. */
function readable(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.constructor === Error ? error.message : (error.stack ?? error.message)
}
