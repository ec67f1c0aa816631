import { createProgress } from './progress.mjs'
import { startParts } from './up/parts.ts'

const t = Date.now()
const parts = await startParts({
  dataDir: process.argv[2],
  webUrl: 'http://127.0.0.1:3999',
  report: createProgress(),
})
console.log(Date.now() - t, parts.env)
process.on('SIGINT', async () => {
  const s = Date.now()
  await parts.stop()
  console.log('stopped', Date.now() - s)
  process.exit(0)
})
setInterval(() => {}, 1000)
