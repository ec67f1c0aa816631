import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ImageContents } from '#db/queries/image-deletion.ts'
import { Notice } from '../ui/notice.tsx'

/** What the deletion of an image takes away, from whom, and what it leaves. */
export function WhatGoes({ contents: { image, buildCount, active, pushed, builtUpon } }: Props) {
  return (
    <div className="grid gap-5 text-sm">
      <p>This cannot be undone.</p>
      {active && (
        <Notice tone="warning" title="Image building in progress">
          <p>
            <Link prefetch={false} href={`/admin/builds/${active.id}`} className="link">
              Build #{active.number}
            </Link>{' '}
            has not ended yet. It is cancelled first.
          </p>
        </Notice>
      )}
      <Part title="Who uses it">
        <p>{audienceOf(image)}</p>
        {builtUpon.length > 0 && (
          <p>
            Built upon it: {builtUpon.join(', ')}. {builtUpon.length === 1 ? 'It stays' : 'They stay'} as they
            are, but the base is no longer offered.
          </p>
        )}
      </Part>
      <Part title="What goes">
        <p>
          The image leaves the catalogue
          {buildCount > 0 && `, and ${countOf(buildCount, 'build')} with logs and build details`}.
        </p>
      </Part>
      <Part title="What stays">
        <Stays image={image} pushed={pushed} />
      </Part>
    </div>
  )
}

type Props = { contents: ImageContents }

function Stays({ image, pushed }: Pick<ImageContents, 'image' | 'pushed'>) {
  const kept =
    image.source === 'custom' ? pushed : [image.reference, image.gpuReference].filter((text) => text !== null)
  if (kept.length === 0) return <p>Nothing: no build of it was pushed to the registry.</p>
  return (
    <>
      <p>The registry keeps its copy. Whoever runs it by its reference or digest can go on doing so.</p>
      <ul className="grid gap-0.5 font-mono text-[0.8125rem]">
        {kept.slice(-10).map((reference) => (
          <li key={reference} className="wrap-anywhere">
            {reference}
          </li>
        ))}
      </ul>
      {kept.length > 10 && <p className="text-muted">And {kept.length - 10} older ones.</p>}
    </>
  )
}

function audienceOf({ isReady, isGlobal, groups, ownerGroup }: ImageContents['image']): string {
  if (!isReady) return 'Nobody yet: it is not ready.'
  if (isGlobal) return 'Everyone: it is Global.'
  const names = [...new Set([...(ownerGroup ? [ownerGroup] : []), ...groups.map(({ name }) => name)])]
  return names.length > 0 ? `The people of ${names.join(', ')}.` : 'Only administrators: it has no group.'
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-1">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function countOf(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count.toLocaleString('en')} ${thing}s`
}
