/** `linux/amd64/v2` and `linux/arm64/v8` are refinements; what they refine says enough. */
export function plainPlatform(platform: string): string {
  const [os, architecture, variant] = platform.split('/')
  return architecture === 'arm'
    ? [os, architecture, variant].filter(Boolean).join('/')
    : `${os}/${architecture}`
}

const systems = new Set(['linux', 'windows', 'darwin', 'freebsd'])
const alone = ['ppc64', 'ppc64le', 'riscv64', 's390x', 'mips', 'mipsle', 'mips64', 'mips64le', 'loong64']
const families = new Map([
  ...alone.map((architecture) => [architecture, architecture] as const),
  ...(['amd64', '386'] as const).map((architecture) => [architecture, 'x86'] as const),
  ...(['arm64', 'arm'] as const).map((architecture) => [architecture, 'arm'] as const),
])

/**
 * Where an engine takes images for several architectures, one for want of the other, these are a family. Null for names
 * that stand for nothing or that an engine may read as another, such as `x86_64`, `Linux` and none at all.
 */
export function platformFamily(os = '', architecture = ''): string | null {
  const family = families.get(architecture)
  return systems.has(os) && family ? `${os}/${family}` : null
}
