/** The sign-in provider as a process: `node main.ts FOLDER PORT WEB_URL`. It listens on loopback only. */
import http from 'node:http'
import path from 'node:path'
import Provider from 'oidc-provider'
import { exitWithParent } from '#lib/parent.ts'
import { readKeys } from './keys.ts'
import { errorPage } from './pages.ts'
import { readPeople } from './people.ts'
import { settings } from './settings.ts'
import { answerSignIn } from './sign-in.ts'
import { createStore } from './store.ts'

const [folder = '', port = '', webUrl = ''] = process.argv.slice(2)
const id = process.env.SLIPWAY_PROVIDER_ID ?? port
process.umask(0o077)

const people = () => readPeople(path.join(folder, 'people.json'))
people()
const keys = readKeys(path.join(folder, 'keys.json'))
const store = createStore(path.join(folder, 'sessions.db'))
const provider = new Provider(`http://127.0.0.1:${port}`, settings({ webUrl, id, keys, people, store }))
provider.on('server_error', (_, error) => console.error(error))
const answerProtocol = provider.callback()

const server = http.createServer((request, response) => {
  if (!request.url?.startsWith('/sign-in/')) return answerProtocol(request, response)
  answerSignIn({ provider, people, webUrl }, request, response).catch((error: Error) => {
    console.error(error)
    response.writeHead(500, { 'content-type': 'text/html; charset=utf-8' })
    response.end(errorPage({ error_description: error.message }, webUrl).html)
  })
})

server.listen(Number(port), '127.0.0.1')
process.once('SIGTERM', () => process.exit(0))
exitWithParent()
