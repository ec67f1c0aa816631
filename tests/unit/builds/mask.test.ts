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

  test.each([0, 1, 2, 3, 4, 5])(
    'stays out of the base64 of a longer text that has %i characters before it',
    (at) => {
      for (const user of ['', 'bot:'])
        for (const rest of ['', ' ', ' r', ' re', ' rest']) {
          const hidden = mask.hide(base64('x'.repeat(at) + user + secret + rest))
          expect(hidden).toContain('•••')
          expect(hidden.length).toBeLessThan(3 + ((at + user.length + rest.length) * 4) / 3 + 8)
        }
    },
  )

  test('stays out of a line of the engine that is too long for one record, wherever it is cut', () => {
    for (let at = 1; at < secret.length; at++)
      for (const border of [at, longestLine, longestLine + 5]) {
        const line = `${'x'.repeat(longestLine - at)}${secret}${'y'.repeat(longestLine)}\n`
        const reader = createProgressReader({ mask })
        const pieces = [line.slice(0, border), line.slice(border)].map((text) => Buffer.from(text))
        const log = [...pieces.flatMap((piece) => reader.feed(piece)), ...reader.end()]
        expect(
          log
            .map(({ text }) => text)
            .join('')
            .replace(/[xy]/g, ''),
        ).toBe('•••')
      }
  })

  test('stays out to its end where it begins with another one', () => {
    const both = createMask([{ text: 'secret-one' }, { text: 'secret-one-and-more' }])
    for (let at = 1; at < 'secret-one-and-more'.length; at++) {
      const [hidden, rest] = both.hideBegun('a secret-one-and-more'.slice(0, 2 + at))
      expect(hidden + both.hide(rest + 'secret-one-and-more'.slice(at))).toBe('a •••')
    }
  })

  test('stays out of the names of what is transferred', () => {
    const reader = createProgressReader({ mask })
    const status = { id: `pushing ${secret}`, vertex: 'sha256:1', current: 1, total: 2 }
    reader.feed(Buffer.from(JSON.stringify({ vertexes: [{ digest: 'sha256:1' }], statuses: [status] })))
    expect(reader.steps()[0]?.transfers[0]?.id).toBe('pushing •••')
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
