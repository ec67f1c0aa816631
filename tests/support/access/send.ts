/** Calls a server action as a browser does, or as anybody can who knows its id. */
import { type Answer, cookieOf, readAnswer } from './ask.ts'
import type { People, Who } from './people.ts'

type Call = { id: string; fields: Record<string, string>; isBare: boolean }
export type Sent = Call & { who: Who; people: People; path: string }

const idle = '{"status":"idle","values":{},"errors":{}}'
const boundary = 'slipway-boundary'

/** As a form without JavaScript. */
export function sendForm(url: string, sent: Sent): Promise<Answer> {
  return post(url, sent, asForm(sent))
}

/** As JavaScript calls it: by its id in a header, the arguments as React writes them. */
export function callById(url: string, sent: Sent): Promise<Answer> {
  return post(url, sent, asCall(sent))
}

type Body = { headers: Record<string, string>; body: string }

/** What a browser sends for a form without JavaScript. */
export function asForm({ id, fields, isBare }: Call): Body {
  const bound = [
    ['$ACTION_REF_1', ''],
    ['$ACTION_1:0', JSON.stringify({ id, bound: '$@1' })],
    ['$ACTION_1:1', `[${idle}]`],
    ['$ACTION_KEY', 'k1'],
  ]
  return multipart([...(isBare ? [[`$ACTION_ID_${id}`, '']] : bound), ...Object.entries(fields)])
}

/** What React sends for a call of an action; it reads the fields before the arguments that name them. */
export function asCall({ id, fields, isBare }: Call): Body {
  const prefixed = Object.entries(fields).map(([name, value]) => [`_1_${name}`, value])
  const { headers, body } = multipart([...prefixed, ['0', isBare ? '["$K1"]' : `[${idle},"$K1"]`]])
  return { headers: { ...headers, 'next-action': id, accept: 'text/x-component' }, body }
}

/** Whether an action takes the form alone: those of the frame keep no state. */
export function isBare(name: string): boolean {
  return /#(setTheme|signOut)$/.test(name)
}

function multipart(entries: (readonly string[])[]): Body {
  const parts = entries.map(([name, value]) => {
    return `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
  })
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` }
  return { headers, body: `${parts.join('')}--${boundary}--\r\n` }
}

async function post(url: string, { who, people, path }: Sent, { headers, body }: Body): Promise<Answer> {
  const cookie = cookieOf(people, who)
  const response = await fetch(url + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: url, 'sec-fetch-site': 'same-origin', ...(cookie && { cookie }), ...headers },
    body,
    signal: AbortSignal.timeout(60_000),
  })
  return readAnswer(response)
}
