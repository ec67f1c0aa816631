/** `linux/amd64/v2` and `linux/arm64/v8` are refinements; what they refine says enough. */
export function plainPlatform(platform: string): string {
  const [os, architecture, variant] = platform.split('/')
  return architecture === 'arm'
    ? [os, architecture, variant].filter(Boolean).join('/')
    : `${os}/${architecture}`
}
