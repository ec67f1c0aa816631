/** Builds print what browsers would run, and people look at their logs in a real one. */
import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { claimBuild } from '#db/queries/build-queue.ts'
import { buildFolder } from '#lib/config.ts'
import { openLog } from '#lib/logs/append.ts'
import { logFile } from '#lib/logs/read.ts'
import { type Open, withBrowser } from '../support/access/browser.ts'
import { payloads } from '../support/access/payloads.ts'
import type { Person } from '../support/access/people.ts'
import type { Tried } from '../support/access/try-doors.ts'
import { resultOf, withWorld } from '../support/access/with-world.ts'
import type { World } from '../support/access/world.ts'
import type { Web } from '../support/web.ts'
import type { Result } from './result.ts'

const last = 'the last line of all'

/** Held: every line stands there as text. The page's own policy is switched off, so that it is not what helps. */
export function printPayloads(): Promise<Result> {
  return withWorld(async (web, world) => {
    await printAll(world)
    return withBrowser(web, async (open) => {
      const look = (path: string, more: string[] = []) => lookAt(open, { web, world, path, more })
      const build = `/admin/builds/${world.queued}`
      const pages = [await look(`${build}/log`), await look(`${build}/log?q=pwned`)]
      return resultOf([await proveDetector(open), ...pages, await look(build, payloads)])
    })
  })
}

/** The build that waits begins, and prints. */
async function printAll({ queued }: World): Promise<void> {
  if (claimBuild()?.id !== queued) throw new Error('Another build has begun.')
  mkdirSync(buildFolder(queued), { recursive: true })
  await print(queued, payloads, 1)
}

async function print(buildId: number, texts: readonly string[], first: number): Promise<void> {
  const log = await openLog(logFile(buildId))
  const records = texts.map((text, at) => {
    return { line: first + at, time: null, step: null, stream: 'stdout' as const, text }
  })
  await log.append(records)
  await log.close()
}

type Look = { web: Web; world: World; path: string; more: string[] }

/** Opens a page; `more` is printed while it is open. */
async function lookAt(open: Open, { web, world, path, more }: Look): Promise<Tried> {
  const page = await watched(open, world.people.administrator)
  const loads: string[] = []
  page.on('request', (request) => void (request.url().startsWith(web.url) || loads.push(request.url())))
  await page.goto(web.url + path)
  await page.getByText('pwned').first().waitFor()
  if (more.length > 0) {
    await print(world.queued, [...more, last], payloads.length + 1)
    await page.getByText(last).waitFor()
  }
  const found = await page.locator('main ol[data-is-whole] li *').evaluateAll(suspects)
  const faults = [...(await executed(page)), ...loads, ...found].map((fault) => `${path}: ${fault}`)
  await page.context().close()
  return { asked: payloads.length + more.length, faults }
}

/** A line is its number as a link, and text in spans with classes; anything else came out of the log. */
function suspects(elements: Element[]): string[] {
  const isOurs = ({ tagName, attributes }: Element) => {
    const names = [...attributes].map(({ name }) => name)
    const href = attributes.getNamedItem('href')?.value ?? ''
    if (tagName === 'A') return /^\/admin\/builds\/\d+\/log\?line=\d+#L\d+$/.test(href)
    return /^(SPAN|MARK)$/.test(tagName) && names.every((name) => name === 'class')
  }
  const found = elements.filter((element) => !isOurs(element)).map((element) => element.outerHTML)
  return elements.length > 200 ? found : [`only ${elements.length} elements in the log`]
}

/** Taken for markup, most of these lines do run: else that none does would mean nothing. */
async function proveDetector(open: Open): Promise<Tried> {
  const page = await watched(open)
  let ran = 0
  for (const payload of payloads) {
    await page.setContent(`<p>${payload}</p>`).catch(() => {})
    ran += (await executed(page)).length > 0 ? 1 : 0
  }
  await page.context().close()
  return { asked: 1, faults: ran > payloads.length / 4 ? [] : [`only ${ran} payloads run at all`] }
}

async function watched(open: Open, person?: Person): Promise<Page> {
  const { page } = await open({ bypassCSP: true, ...(person && { person }) })
  await page.addInitScript(() => {
    const pwned = () => Object.assign(window, { runs: Reflect.get(window, 'runs') + 1 })
    Object.assign(window, { runs: 0, pwned })
  })
  await page.goto('about:blank')
  return page
}

async function executed(page: Page): Promise<string[]> {
  const runs = await page.evaluate(() => Number(Reflect.get(window, 'runs') ?? 0)).catch(() => 0)
  return runs > 0 ? [`ran ${runs} times`] : []
}
