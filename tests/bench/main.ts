/** `npm run bench [-- name…]`: measures; one JSON line each on stdout. `ratio` is ours ÷ anchor. */
import { chosen, withParts } from '../support/workbench.ts'
import { buildCached } from './build.ts'
import { catalogueBenches } from './catalogue.ts'
import { logBenches } from './log.ts'

/** `goal`: the ratio not to exceed. */
export type Measure = { ours: number; anchor: number; unit: string; goal: number }
export type Bench = { name: string; needsParts: boolean; run(): Promise<Measure> | Measure }

const benches: Bench[] = [
  ...catalogueBenches,
  ...logBenches,
  { name: 'build.cached', needsParts: true, run: buildCached },
]

const wanted = chosen(benches)
for (const bench of wanted.filter(({ needsParts }) => !needsParts)) await measure(bench)
const real = wanted.filter(({ needsParts }) => needsParts)
if (real.length > 0) {
  await withParts(async () => {
    for (const bench of real) await measure(bench)
  })
}

async function measure({ name, run }: Bench): Promise<void> {
  const { ours, anchor, unit, goal } = await run()
  const ratio = ours / anchor
  const round = (value: number) => Number(value.toPrecision(3))
  const line = { measure: name, ours: round(ours), anchor: round(anchor), ratio: round(ratio), unit, goal }
  console.log(JSON.stringify({ ...line, met: ratio <= goal }))
}
