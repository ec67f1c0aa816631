import type { NextConfig } from 'next'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: false,
  devIndicators: false,
  images: { unoptimized: true },
  // proxy.ts needs addresses as they are: see there.
  skipProxyUrlNormalize: true,
  redirects: async () => [{ source: '/images', destination: '/', permanent: false }],
}

export default config
