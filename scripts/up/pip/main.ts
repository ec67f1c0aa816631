/** The sample package index as a process: `node main.ts HOST PORT`. */
import http from 'node:http'
import { exitWithParent } from '#lib/parent.ts'
import { pageAt } from './pages.ts'
import { sampleWheels } from './samples.ts'

const [host, port] = process.argv.slice(2)
const wheels = sampleWheels()

const server = http.createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://index')
  const page = pageAt(wheels, pathname)
  response.writeHead(page ? 200 : 404, { 'content-type': page?.type ?? 'text/plain' })
  response.end(page?.body ?? 'There is nothing here.\n')
})

server.listen(Number(port), host)
process.once('SIGTERM', () => process.exit(0))
exitWithParent()
