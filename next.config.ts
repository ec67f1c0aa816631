import type { NextConfig } from 'next'

const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

/** For every answer. The policy is that of what is no page: proxy.ts replaces it with that of the page. */
const headers = [
  { key: 'Content-Security-Policy', value: nothing },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  },
]

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  images: { unoptimized: true },
  // proxy.ts needs addresses as they are: see there.
  skipProxyUrlNormalize: true,
  // Three lists of 1,000 lines, each as long as it may be.
  experimental: { serverActions: { bodySizeLimit: '4mb' } },
  headers: async () => [{ source: '/:path*', headers }],
  redirects: async () => [{ source: '/images', destination: '/', permanent: false }],
}

export default config
