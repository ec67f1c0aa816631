const units = ['B', 'kB', 'MB', 'GB', 'TB']

/** An amount of bytes for people, decimal units: `0 B`, `512 kB`, `1.4 GB`. */
export function formatBytes(bytes: number): string {
  let value = bytes
  let unit = 0
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  const digits = unit > 0 && value < 9.95 ? 1 : 0
  return `${value.toFixed(digits)} ${units[unit]}`
}
