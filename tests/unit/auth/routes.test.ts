import NextAuth from 'next-auth'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { GET, POST } from '#app/api/auth/[...nextauth]/route.ts'

vi.mock('next-auth', () => ({ default: vi.fn(async () => new Response('next-auth')) }))
vi.mock('next/headers', () => ({ headers: async () => new Headers(), cookies: async () => new Map() }))

beforeEach(() => {
  vi.mocked(NextAuth).mockClear()
})

function ask(method: string, path: string): Promise<Response> {
  const request = new Request(`http://127.0.0.1:3000/api/auth/${path}`, { method })
  const context = { params: Promise.resolve({ nextauth: path.split('/') }) }
  return method === 'POST' ? POST(request, context) : GET(request, context)
}

describe('next-auth answers', () => {
  test.each([
    ['GET', 'signin'],
    ['POST', 'signin/oidc'],
    ['GET', 'callback/oidc'],
    ['GET', 'error'],
  ])('%s %s, which signing in needs', async (method, path) => {
    expect((await ask(method, path)).status).toBe(200)
    expect(NextAuth).toHaveBeenCalledOnce()
  })

  test.each([
    ['POST', '_log'],
    ['POST', 'signout'],
    ['GET', 'signout'],
    ['GET', 'session'],
    ['POST', 'session'],
    ['GET', 'csrf'],
    ['GET', 'providers'],
    ['POST', 'callback/oidc'],
    ['GET', 'signin/oidc'],
    ['GET', 'callback/other'],
    ['GET', 'verify-request'],
  ])('nothing else: %s %s is not there, and nobody keeps that answer', async (method, path) => {
    const { status, headers } = await ask(method, path)
    expect([status, headers.get('cache-control')]).toEqual([404, 'no-store'])
    expect(NextAuth).not.toHaveBeenCalled()
  })
})
