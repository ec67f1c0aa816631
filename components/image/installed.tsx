import type { InstalledPackage } from '#lib/images/types.ts'
import { labels } from '../image-form/labels.ts'
import { SearchForm } from '../ui/search-form.tsx'

type Props = { path: string; packages: readonly InstalledPackage[]; search: string }

/** Everything that the image itself reported as installed, with versions. */
export function Installed({ path, packages, search }: Props) {
  const found = packages.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 id="installed">Installed, as the image reports it</h3>
        <SearchForm action={path} name="package" value={search} label="Search packages" />
      </div>
      <p role="status" className="text-sm text-muted">
        {countWords(found.length, packages.length, search)}
      </p>
      {found.length > 0 && <PackageTable packages={found} />}
    </div>
  )
}

/** Hundreds of rows, so they scroll in a box of their own. */
function PackageTable({ packages }: Pick<Props, 'packages'>) {
  return (
    <section aria-labelledby="installed" className="panel max-h-120 overflow-y-auto" {...reachable}>
      <table className="w-full text-left text-sm">
        <thead className="sticky top-0 bg-sunken text-muted">
          <tr>
            {['Package', 'Version', 'From'].map((column) => (
              <th
                key={column}
                scope="col"
                className="px-3 py-2 font-medium whitespace-nowrap shadow-[0_1px_0_var(--color-line)]"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line font-mono text-[0.8125rem]">
          {packages.map(({ manager, name, version }) => (
            <tr key={manager + name} className="align-top">
              <td className="px-3 py-1.5">{name}</td>
              <td className="px-3 py-1.5">{version}</td>
              <td className="px-3 py-1.5 font-sans whitespace-nowrap text-muted">{labels[manager]}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A box that scrolls must be within reach of the keyboard: WCAG 2.1.1. */
const reachable = { tabIndex: 0 }

function countWords(found: number, all: number, search: string): string {
  const packages = all === 1 ? '1 package' : `${all.toLocaleString('en')} packages`
  return search ? `${found.toLocaleString('en')} of ${packages} for “${search}”` : packages
}
