/** The step between the application's request and its answer: who are you. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type Provider from 'oidc-provider'
import type { Page } from './html.ts'
import { errorPage, signInPage } from './pages.ts'
import { findByPassword, type Person, samplePassword } from './people.ts'

type Means = { provider: Provider; people: () => Person[]; webUrl: string }

/** Answers `/sign-in/ID`. */
export async function answerSignIn(
  { provider, people, webUrl }: Means,
  request: IncomingMessage,
  response: ServerResponse,
) {
  try {
    await provider.interactionDetails(request, response)
  } catch {
    const text = 'This sign-in has expired. Go back and sign in again.'
    return send(response, 400, errorPage({ error_description: text }, webUrl))
  }
  if (request.method !== 'POST') return send(response, 200, signInPage(people()))
  const form = new URLSearchParams(await text(request))
  if (form.has('cancel')) {
    const cancelled = { error: 'access_denied', error_description: 'The sign-in was cancelled.' }
    return provider.interactionFinished(request, response, cancelled)
  }
  const username = form.get('username') ?? ''
  const person = findByPassword(people(), username, form.get('password') ?? '')
  if (person)
    return provider.interactionFinished(request, response, { login: { accountId: person.username } })
  const fault = `User name or password is not right. The sample people's password is ${samplePassword}.`
  send(response, 401, signInPage(people(), { username, fault }))
}

function send(response: ServerResponse, status: number, { html, policy }: Page) {
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }
  response.writeHead(status, { ...headers, 'content-security-policy': policy })
  response.end(html)
}
