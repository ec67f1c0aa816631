import NextAuth from 'next-auth'
import { authOptions } from '#lib/auth/options.ts'

type Context = { params: Promise<{ nextauth: string[] }> }

function handle(request: Request, context: Context): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions()) as Promise<Response>
}

export { handle as GET, handle as POST }
