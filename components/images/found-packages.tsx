import type { FoundPackage } from '#db/queries/image-search.ts'

/** Why an image is among the hits: the packages in it that the search named. */
export function FoundPackages({ packages }: { packages: readonly FoundPackage[] }) {
  if (packages.length === 0) return null
  return (
    <p className="text-sm text-muted">
      contains{' '}
      {packages.map(({ name, version }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <span className="font-medium text-ink">
            {name} {version}
          </span>
        </span>
      ))}
    </p>
  )
}
