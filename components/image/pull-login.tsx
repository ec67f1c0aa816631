import { Notice } from '../ui/notice.tsx'

/** Who may pull. `secret`: the name of the pull secret that Slipway uses; null for its own registry. */
export type PullLogin = { registry: string; secret: string | null }

/** What the login is called where a name is needed. */
export function loginName({ registry, secret }: PullLogin): string {
  return secret ?? registry
}

/** Says what is needed to pull an image. No password is ever shown: whoever pulls has a login of their own. */
export function PullLoginNotice({ login: { registry, secret } }: { login: PullLogin }) {
  return (
    <Notice title={`${registry} may ask who pulls`}>
      {secret !== null && (
        <p>
          Slipway looks this image up with the pull secret <strong>{secret}</strong>, which it does not show.
        </p>
      )}
      <p>
        Sign in once with a login that may read there:{' '}
        <code className="font-mono">docker login {registry}</code>. If you have none, ask an administrator.
      </p>
    </Notice>
  )
}
