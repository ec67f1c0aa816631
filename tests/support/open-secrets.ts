/** A process that uses pull secrets and adds some, over and over until its input ends, then says how that went. */
import { insertPullSecrets } from '#db/queries/pull-secret-changes.ts'
import { listPullSecrets } from '#db/queries/pull-secrets.ts'
import { getUser } from '#db/queries/users.ts'
import { systemViewer } from '#lib/access.ts'
import { openPullSecret, sealPassword } from '#lib/secrets/pull-secret.ts'

const ada = getUser(1)?.viewer ?? systemViewer
let isOver = false
let [opened, failed] = [0, 0]
process.stdin.resume().on('end', () => {
  isOver = true
})

do {
  for (const { id, name } of listPullSecrets(systemViewer)) {
    try {
      if (openPullSecret(systemViewer, id)?.password === `password of ${name}`) opened++
      else failed++
    } catch {
      failed++
    }
  }
  const name = `secret ${process.pid} ${opened}`
  const login = { registry: 'registry.example', username: 'bot' }
  const sealedPassword = sealPassword({ ...login, password: `password of ${name}` })
  insertPullSecrets(ada, [{ name, ...login, sealedPassword }])
  await new Promise(setImmediate)
} while (!isOver)
console.log(JSON.stringify({ opened, failed }))
