import type { NextConfig } from 'next'

/** For every answer. The policy is what every page has at least: proxy.ts replaces it with that of the page. */
const headers = [
  { key: 'Content-Security-Policy', value: "object-src 'none'; base-uri 'none'; frame-ancestors 'none'" },
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()' },
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
