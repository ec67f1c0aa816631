/** The little of oidc-provider that is used here; the package brings no types of its own. */
declare module 'oidc-provider' {
  type Request = import('node:http').IncomingMessage
  type Response = import('node:http').ServerResponse

  export type Context = {
    type: string
    body: string
    set: (name: string, value: string) => void
    oidc: {
      provider: Provider
      client?: Client
      session?: { accountId?: string; grantIdFor: (clientId: string) => string | undefined }
      result?: { consent?: { grantId?: string } }
    }
  }
  export type Client = { clientId: string; grantTypeAllowed: (type: string) => boolean }
  export type Grant = { addOIDCScope: (scope: string) => void; save: () => Promise<string> }
  export type Interaction = { uid: string; params: Record<string, unknown> }
  export type Result = { login: { accountId: string } } | { error: string; error_description: string }

  export const interactionPolicy: { base: () => { remove: (name: string) => void } }

  export default class Provider {
    constructor(issuer: string, configuration: object)
    Grant: {
      new (input: { clientId: string; accountId: string | undefined }): Grant
      find: (id: string) => Promise<Grant | undefined>
    }
    callback(): (request: Request, response: Response) => void
    interactionDetails(request: Request, response: Response): Promise<Interaction>
    interactionFinished(request: Request, response: Response, result: Result): Promise<void>
    on(event: 'server_error', listener: (context: Context, error: Error) => void): this
  }
}
