/** How many rows a page may have. */
export const pageSizes = [10, 25, 50, 100] as const
export type PageSize = (typeof pageSizes)[number]

export const usualPageSize: PageSize = 25

/** The page size that an address asks for; the usual one for anything that is none. */
export function readPageSize(text: string): PageSize {
  return pageSizes.find((size) => String(size) === text) ?? usualPageSize
}
