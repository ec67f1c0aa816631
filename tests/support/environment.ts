/** The least environment that lib/config.ts accepts; real values are set by those who start real parts. */
export const least = {
  SLIPWAY_URL: 'http://127.0.0.1:3000',
  SLIPWAY_SECRET: 'a-secret-for-tests-of-enough-length',
  SLIPWAY_OIDC_ISSUER: 'http://127.0.0.1:3999',
  SLIPWAY_OIDC_CLIENT_ID: 'slipway',
  SLIPWAY_OIDC_CLIENT_SECRET: 'not-secret',
  SLIPWAY_REGISTRY: '127.0.0.1:5000',
  SLIPWAY_REGISTRY_HOSTS_ALLOWED: '127.0.0.1,localhost',
}

/** Tests ask more than people do; what they are about sets its own. */
const unlimited = {
  SLIPWAY_LIMIT_SIGN_INS: '0',
  SLIPWAY_LIMIT_REQUESTS: '0',
  SLIPWAY_LIMIT_LOOKUPS: '0',
  SLIPWAY_LIMIT_STREAMS: '0',
  SLIPWAY_LIMIT_BUILDS: '0',
}

for (const [name, value] of Object.entries({ ...least, ...unlimited })) process.env[name] ??= value
