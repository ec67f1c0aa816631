import Form from 'next/form'
import type { InstalledPackage } from '#lib/images/types.ts'
import { labels } from '../image-form/labels.ts'
import { Button } from '../ui/button.tsx'
import { Cell, Row, Table } from '../ui/table.tsx'

type Props = { path: string; packages: readonly InstalledPackage[]; search: string }

/** Everything that the image itself reported as installed, with versions. */
export function Installed({ path, packages, search }: Props) {
  const found = packages.filter(({ name }) => name.toLowerCase().includes(search.toLowerCase()))
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h3 id="installed">Installed, as the image reports it</h3>
        <Form action={`${path}#installed`} role="search" className="flex gap-2 max-sm:w-full">
          <input
            type="search"
            name="package"
            key={search}
            defaultValue={search}
            aria-label="Search packages"
            placeholder="Search packages"
            className="control sm:w-56"
          />
          <Button>Search</Button>
        </Form>
      </div>
      <p role="status" className="text-sm text-muted">
        {countWords(found.length, packages.length, search)}
      </p>
      {found.length > 0 && <PackageTable packages={found} />}
    </div>
  )
}

function PackageTable({ packages }: Pick<Props, 'packages'>) {
  return (
    <Table caption="Installed packages" columns={['Package', 'Version', 'Installed by']}>
      {packages.map(({ manager, name, version }) => (
        <Row key={manager + name}>
          <Cell className="font-mono text-[0.8125rem]">{name}</Cell>
          <Cell label="Version" className="font-mono text-[0.8125rem]">
            {version}
          </Cell>
          <Cell label="Installed by">{labels[manager]}</Cell>
        </Row>
      ))}
    </Table>
  )
}

function countWords(found: number, all: number, search: string): string {
  const packages = all === 1 ? '1 package' : `${all.toLocaleString('en')} packages`
  return search ? `${found.toLocaleString('en')} of ${packages} for “${search}”` : packages
}
