import Form from 'next/form'
import Link from 'next/link'
import { type ImageType, imageTypes } from '#lib/images/types.ts'
import { Button } from '../ui/button.tsx'

export type CatalogueQuery = { q: string; type: ImageType | undefined }

/** Search and type, both in the address. */
export function CatalogueFilter({ q, type }: CatalogueQuery) {
  return (
    <div className="page-search flex flex-wrap items-center gap-x-4 gap-y-3">
      <Form action="/" role="search" aria-label="Search by name" className="flex w-full gap-2 sm:w-auto">
        <input
          type="search"
          name="q"
          key={q}
          defaultValue={q}
          aria-label="Search by name"
          placeholder="Search by name"
          className="control sm:w-72"
        />
        {type && <input type="hidden" name="type" value={type} />}
        <Button>Search</Button>
      </Form>
      <nav aria-label="Type" className="flex gap-1 text-sm">
        {[undefined, ...imageTypes].map((each) => (
          <Link
            key={each ?? 'all'}
            prefetch={false}
            href={cataloguePath({ q, type: each })}
            aria-current={each === type ? 'page' : undefined}
            className="inline-flex min-h-8 items-center rounded-md px-2.5 font-medium text-muted hover:bg-hover hover:text-ink aria-[current]:bg-accent-surface aria-[current]:text-link pointer-coarse:min-h-11"
          >
            {each ?? 'All types'}
          </Link>
        ))}
      </nav>
    </div>
  )
}

/** The catalogue's address for a search and a type. */
export function cataloguePath({ q, type }: CatalogueQuery): string {
  const query = new URLSearchParams({ ...(q && { q }), ...(type && { type }) }).toString()
  return query ? `/?${query}` : '/'
}
