/** What a process of ours really holds, garbage not counted: asked through the debugger of Node. */
import { once } from 'node:events'
import { freePort } from './web.ts'

export type MemoryDoor = { env: { NODE_OPTIONS: string }; heldBytes(): Promise<number> }

/** `env` opens the door in a process that is started with it. */
export async function openMemoryDoor(): Promise<MemoryDoor> {
  const address = `127.0.0.1:${await freePort()}`
  return {
    env: { NODE_OPTIONS: `--inspect=${address}` },
    async heldBytes() {
      const [target] = await (await fetch(`http://${address}/json/list`)).json()
      const socket = new WebSocket(target.webSocketDebuggerUrl)
      await once(socket, 'open')
      const ask = createAsker(socket)
      await ask('HeapProfiler.collectGarbage', {})
      const { result } = await ask('Runtime.evaluate', { expression, returnByValue: true })
      socket.close()
      return result?.value ?? Number.NaN
    },
  }
}

/** The heap of JavaScript and all buffers. */
const expression = '(({ heapUsed, external }) => heapUsed + external)(process.memoryUsage())'

type Answer = { result?: { value: number } }

function createAsker(socket: WebSocket) {
  let id = 0
  return async (method: string, params: object): Promise<Answer> => {
    id += 1
    socket.send(JSON.stringify({ id, method, params }))
    for (;;) {
      const [event] = (await once(socket, 'message')) as [MessageEvent<string>]
      const answer = JSON.parse(event.data) as { id?: number; result: Answer }
      if (answer.id === id) return answer.result
    }
  }
}
