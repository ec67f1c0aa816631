import { describe, expect, test } from 'vitest'
import { longestLine } from '#lib/builds/long-lines.ts'
import { createMask } from '#lib/builds/mask.ts'
import { createProgressReader } from '#lib/builds/progress.ts'

const secret = 'correct-horse/+battery"'
const mask = createMask([{ text: secret, user: 'bot' }])
const base64 = (text: string) => Buffer.from(text).toString('base64')

const forms = [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  base64(secret),
  base64(`bot:${secret}`),
]

/** The log of a step that prints these chunks. */
function logOf(chunks: readonly string[]): string {
  const reader = createProgressReader({ mask })
  const time = '2026-01-01T00:00:00Z'
  const events = chunks.map((chunk) => ({
    logs: [{ vertex: 'sha256:1', stream: 1, data: base64(chunk), timestamp: time }],
  }))
  const journal = [{ vertexes: [{ digest: 'sha256:1', name: 'step', started: time }] }, ...events]
  const bytes = Buffer.from(journal.map((event) => `${JSON.stringify(event)}\n`).join(''))
  return [...reader.feed(bytes), ...reader.end()].map(({ text }) => text).join('')
}

describe('a known secret', () => {
  test.each(forms)('is hidden as %s', (form) => {
    expect(mask.hide(`before ${form} behind`)).toMatch(/^before •••(==?)? behind$/)
  })

  test.each(forms)('stays out of the log wherever its chunks end: %s', (form) => {
    for (let at = 0; at <= form.length; at++)
      expect(logOf([`before ${form.slice(0, at)}`, `${form.slice(at)} behind\n`])).toMatch(
        /^before •••(==?)? behind$/,
      )
    expect(logOf([...`before ${form} behind\n`])).toMatch(/^before •••(==?)? behind$/)
  })

  test('stays out of the log where a long line is cut in the middle of it', () => {
    for (let at = 1; at < secret.length; at++) {
      const log = logOf([
        'x'.repeat(longestLine - at) + secret.slice(0, at),
        secret.slice(at),
        'y'.repeat(longestLine),
      ])
      expect(log.replace(/[xy]/g, '')).toBe('•••')
    }
  })

  test('stays out of what the engine says of its steps and of the end', () => {
    const reader = createProgressReader({ mask })
    const vertex = { digest: 'sha256:1', name: `RUN ${secret}`, error: `exit ${secret}` }
    reader.feed(Buffer.from(`${JSON.stringify({ vertexes: [vertex] })}\nERROR: denied ${secret}\n`))
    const all = JSON.stringify([reader.steps(), reader.finalError(), reader.end()])
    expect(all).toContain('denied •••')
    expect(all).not.toContain('horse')
  })

  test('that is short hides nothing: it is a word of every log', () => {
    expect(createMask([{ text: 'admin', user: 'a' }]).hide('admin')).toBe('admin')
  })
})
