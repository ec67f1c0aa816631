/** Everything that Slipway keeps from everyone: none of it may stand in an answer, whoever asks and in whatever form. */
import { randomBytes } from 'node:crypto'
import { config } from '#lib/config.ts'

/** With characters that addresses, markup and JSON write otherwise. */
const secret = (name: string) => `${name}+/%"<&${randomBytes(12).toString('hex')}`

/** `typed`: what somebody enters into a form and does not get back. */
export const held = {
  pullPassword: secret('pull'),
  pushPassword: secret('push'),
  environmentPassword: secret('environment'),
  clientKey: secret('key'),
  clientSecret: secret('client'),
  metricsToken: secret('metrics'),
  refreshToken: secret('refresh'),
  typed: secret('typed'),
}

/** For the web: what stands in its environment. */
export const heldInEnvironment = {
  SLIPWAY_REGISTRY_PASSWORD: held.environmentPassword,
  SLIPWAY_OIDC_CLIENT_SECRET: held.clientSecret,
  SLIPWAY_METRICS_TOKEN: held.metricsToken,
}

/** The names of those that stand in a text. */
export function heldIn(text: string): string[] {
  return Object.entries(forms()).flatMap(([name, all]) =>
    all.some((form) => text.includes(form)) ? [name] : [],
  )
}

let known: Record<string, string[]> | undefined

function forms(): Record<string, string[]> {
  known ??= Object.fromEntries(
    Object.entries({ ...held, SLIPWAY_SECRET: config().SLIPWAY_SECRET }).map(([name, text]) => [
      name,
      formsOf(text),
    ]),
  )
  return known
}

/** As it is, as addresses, markup, JSON and JSON in markup write it, by its core alone, in base64 wherever it begins, in hex. */
function formsOf(text: string): string[] {
  const core = /[0-9a-f]{24}$/.exec(text)?.[0] ?? text
  const base64 = [0, 1, 2].map((before) => {
    const shifted = Buffer.from(`${'x'.repeat(before)}${core}`).toString('base64')
    return shifted.slice(before === 0 ? 0 : 4, -4)
  })
  const html = text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;')
  const json = JSON.stringify(text).slice(1, -1)
  const written = [text, encodeURIComponent(text), html, json, json.replace(/</g, '\\u003c')]
  return [...new Set([core, ...written, ...base64, Buffer.from(core).toString('hex')])]
}
