import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { actions } from '../../support/access/actions.ts'
import { pages, routes } from '../../support/access/doors.ts'

const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).map((file) => `app/${file}`)
const known = new Set([...pages, ...routes].map(({ route }) => route))

test('every page and route handler has a row in the table of doors', () => {
  const found = files.filter((file) => /\/(page\.tsx|route\.ts)$/.test(file)).map(routeOf)
  expect(found.length).toBeGreaterThan(40)
  expect(found.filter((route) => !known.has(route))).toEqual([])
})

test('every server action has a row in the table of actions', () => {
  const found = files.filter((file) => file.endsWith('.ts')).flatMap(actionsIn)
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((name) => !actions.some(({ action }) => action === name))).toEqual([])
})

/** `app/(catalogue)/images/[name]/page.tsx` → `/images/[name]`. */
function routeOf(file: string): string {
  const parts = file.split('/').slice(1, -1)
  return `/${parts.filter((part) => !part.startsWith('(')).join('/')}`
}

function actionsIn(file: string): string[] {
  const text = readFileSync(file, 'utf8')
  if (!text.startsWith("'use server'")) return []
  return [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => `${file}#${name}`)
}
