import { ChevronDown, Menu as MenuIcon, Search } from 'lucide-react'
import Form from 'next/form'
import Link from 'next/link'
import type { Viewer } from '#lib/access.ts'
import { Mark } from '../mark.tsx'
import { Menu } from './menu.tsx'
import { navItems } from './nav-items.ts'
import { NavLinks } from './nav-links.tsx'
import { Person, type PersonActions } from './person.tsx'

type Props = { viewer: Viewer | null; actions: PersonActions }

/** The bar on every page: the name, the rooms this viewer may enter, search, the person. */
export function TopBar({ viewer, actions }: Props) {
  return (
    <header className="sticky top-0 z-20 border-b border-line bg-surface">
      <div className="mx-auto flex h-(--bar) max-w-[1248px] items-center gap-4 px-4 sm:px-6">
        <Link prefetch={false} href="/" className="flex items-center gap-2 rounded-md font-semibold">
          <Mark className="size-6 text-accent" />
          Slipway
        </Link>
        {viewer && <WideBar viewer={viewer} actions={actions} />}
        {viewer && <NarrowBar viewer={viewer} actions={actions} />}
      </div>
    </header>
  )
}

type BarProps = { viewer: Viewer; actions: PersonActions }

function WideBar({ viewer, actions }: BarProps) {
  return (
    <>
      <nav aria-label="Main" className="h-full max-md:hidden">
        <NavLinks items={navItems(viewer)} />
      </nav>
      <div className="bar-search ml-auto w-60 max-md:hidden">
        <CatalogueSearch />
      </div>
      <Menu
        className="relative max-md:hidden"
        summary={
          <summary className="flex min-h-8 items-center gap-1.5 rounded-md px-2 text-sm font-medium hover:bg-hover">
            <span className="max-w-40 truncate">{viewer.name}</span>
            <ChevronDown aria-hidden className="size-4 text-muted" />
          </summary>
        }
      >
        <div className="panel absolute right-0 mt-2 w-64 p-4 shadow-lg">
          <Person viewer={viewer} actions={actions} />
        </div>
      </Menu>
    </>
  )
}

function NarrowBar({ viewer, actions }: BarProps) {
  return (
    <Menu
      className="ml-auto md:hidden"
      summary={
        <summary className="-mr-2 flex min-h-11 items-center gap-1.5 rounded-md px-3 text-sm font-medium hover:bg-hover">
          <MenuIcon aria-hidden className="size-4" />
          Menu
        </summary>
      }
    >
      <div className="absolute inset-x-0 top-full grid max-h-[calc(100dvh-var(--bar))] gap-4 overflow-y-auto border-b border-line bg-surface p-4">
        <CatalogueSearch />
        <nav aria-label="Main">
          <NavLinks items={navItems(viewer)} isStacked />
        </nav>
        <div className="border-t border-line pt-4">
          <Person viewer={viewer} actions={actions} />
        </div>
      </div>
    </Menu>
  )
}

function CatalogueSearch() {
  return (
    <Form action="/" role="search" aria-label="Catalogue" className="relative">
      <Search aria-hidden className="absolute top-1/2 left-2.5 size-4 -translate-y-1/2 text-muted" />
      <input
        type="search"
        name="q"
        aria-label="Search the catalogue"
        placeholder="Search the catalogue"
        className="control pl-8"
      />
    </Form>
  )
}
