/** Registries that do not take what was built. */
import { key, lockRegistry } from '../support/locked-registry.ts'
import { type Faulty, refuse, speakPlainly, speakTls } from './registry.ts'
import type { Scenario } from './scenario.ts'

const tool = 'buildx 0.13.1, Docker Engine 26.1.5 with the containerd image store'
const locked = () => lockRegistry(process.env.SLIPWAY_REGISTRY ?? '')

export const pushScenarios: Scenario[] = [
  to('push-unauthorised/no-login', locked),
  to('push-unauthorised/wrong-password', locked, 'wrong'),
  to('push-denied/forbidden', () => refuse(403, 'DENIED', 'requested access to the resource is denied')),
  to('push-missing/name-unknown', () => refuse(404, 'NAME_UNKNOWN', 'repository name not known to registry')),
  to('push-rate-limit/too-many', () => refuse(429, 'TOOMANYREQUESTS', 'too many requests')),
  to('push-broken/server-error', () => refuse(500, 'UNKNOWN', 'unknown error')),
  to('push-unreachable/refused', async () => ({ host: '127.0.0.1:9', close: async () => {} })),
  to('push-unreachable/host-unknown', async () => ({ host: 'registry.invalid', close: async () => {} })),
  to('push-plain-http/engine-wants-tls', speakPlainly),
  to('push-certificate/unknown-authority', () => speakTls()),
]

function to(name: string, open: () => Promise<Faulty>, password?: string): Scenario {
  return {
    name,
    tool,
    prepare: async () => {
      const { host, close } = await open()
      const logins = password ? [{ registry: host, username: key.username, password }] : []
      return {
        apt: 'tree',
        pushTo: `${host}/team/image`,
        logins,
        done: close,
        names: { [host]: 'registry.example' },
      }
    },
  }
}
