import { describe, expect, test } from 'vitest'
import { type Import, readSources } from '../support/imports.ts'

const sources = readSources()
const imports = sources.flatMap((source) => source.imports)

const pure =
  /^lib\/(access\.ts|form-state\.ts|form-text\.ts|limit-reached\.ts|images\/|builds\/|lists\/|audit\/)/
const serverRooms = /^lib\/(config\.ts|parent\.ts|settings\.ts|auth\/|logs\/|secrets\/|engine\/|operations\/)/
const own = /^(app|components|db|lib|scripts)\//

/** The arrows of a room that point where they may not. */
function strayArrows(room: RegExp, mayReach: RegExp, what: Import[] = imports): string[] {
  const stray = what.filter(
    ({ from, to }) => room.test(from) && own.test(to) && !room.test(to) && !mayReach.test(to),
  )
  return stray.map(({ from, to }) => `${from} → ${to}`)
}

const users = (packages: RegExp) => imports.filter(({ to }) => packages.test(to)).map(({ from }) => from)
const outside = (files: string[], rooms: RegExp) => files.filter((file) => !rooms.test(file))

describe('arrows go one way', () => {
  test('pure code knows nothing of ours but pure code', () => {
    expect(strayArrows(pure, pure)).toEqual([])
    const impure =
      /^(next|next-auth|react|drizzle-orm|better-sqlite3|execa|node:(fs|child_process|net|http|https|os))/
    expect(users(impure).filter((file) => pure.test(file))).toEqual([])
  })

  test('the database knows pure code', () => {
    expect(strayArrows(/^db\//, pure)).toEqual([])
  })

  test('the server’s rooms know the database and pure code', () => {
    expect(strayArrows(serverRooms, new RegExp(`${pure.source}|^db/`))).toEqual([])
  })

  test('the builder knows the server’s rooms', () => {
    expect(strayArrows(/^lib\/builder\//, new RegExp(`${pure.source}|${serverRooms.source}|^db/`))).toEqual(
      [],
    )
  })

  test('components know pure code; of the database they know only the shapes of what they show', () => {
    const values = imports.filter(({ to, isType }) => !(isType && to.startsWith('db/queries/')))
    expect(strayArrows(/^components\//, pure, values)).toEqual([])
  })

  test('nothing imports app', () => {
    const stray = imports.filter(({ from, to }) => to.startsWith('app/') && !from.startsWith('app/'))
    expect(stray).toEqual([])
  })
})

describe('one room for each thing', () => {
  test('only the database’s room knows Drizzle and SQLite', () => {
    expect(outside(users(/^(drizzle-orm|better-sqlite3)/), /^(db\/|scripts\/)/)).toEqual([])
  })

  test('only the engine’s room starts programs', () => {
    const starters = users(/^(execa|node:child_process)/)
    expect(outside(starters, /^(lib\/engine\/|scripts\/)/)).toEqual([])
  })

  test('the builder and what it uses never import next', () => {
    expect(
      users(/^(next|next-auth)(\/|$)/).filter((file) => /^lib\/(builder|engine|logs|secrets)\//.test(file)),
    ).toEqual([])
  })
})

describe('small rooms', () => {
  test('no file above 250 lines', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 251).map(({ file }) => file)
    expect(long).toEqual([])
  })

  test('no drawers', () => {
    expect(
      sources
        .map(({ file }) => file)
        .filter((file) => /(^|\/)(utils|constants|helpers|index)\.tsx?$/.test(file)),
    ).toEqual([])
  })
})
