/** Lists are counted up to here; beyond it exact counting costs more than it tells. */
export const maxCount = 1_000

/** `1 image`, `12 images`, `more than 1,000 images`. */
export function countWords(count: number, one: string, many: string): string {
  if (count > maxCount) return `more than ${maxCount.toLocaleString('en')} ${many}`
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
