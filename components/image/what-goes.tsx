import Link from 'next/link'
import type { ReactNode } from 'react'
import type { ImageContents } from '#db/queries/image-deletion.ts'
import type { Others } from '#db/queries/image-use.ts'
import { Notice } from '../ui/notice.tsx'

/** What the deletion of an image takes away, from whom, and what it leaves. */
export function WhatGoes({ contents }: Props) {
  const { image, buildCount, active, builtUpon } = contents
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
        {countOthers(builtUpon) > 0 && (
          <p>
            Built upon it: {nameOthers(builtUpon)}. What is built stays as it is, but the base is no longer
            offered
            {canRemoveCopies(contents) && ', and without the registry’s copies it cannot be rebuilt'}.
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
        <Stays contents={contents} />
      </Part>
    </div>
  )
}

type Props = { contents: ImageContents }

/** Whether the registry has something of this image that only this image needs. */
export function canRemoveCopies({ image, active, copies, sharing }: ImageContents): boolean {
  const hasCopies = copies.length > 0 || active !== null
  return image.source === 'custom' && hasCopies && countOthers(sharing) === 0
}

function Stays({ contents }: Props) {
  const { image, copies, sharing } = contents
  const kept =
    image.source === 'custom'
      ? copies.map(({ reference }) => reference)
      : [image.reference, image.gpuReference].filter((text) => text !== null)
  if (kept.length === 0) return <p>Nothing: no build of it was pushed to the registry.</p>
  return (
    <>
      <p>
        The registry keeps its {kept.length === 1 ? 'copy' : 'copies'}
        {canRemoveCopies(contents) && ', unless you choose otherwise below'}. Whoever runs it by its reference
        or digest can go on doing so.
      </p>
      {countOthers(sharing) > 0 && <p>Other images are run from them: {nameOthers(sharing)}.</p>}
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

function countOthers({ names, hidden }: Others): number {
  return names.length + hidden
}

function nameOthers({ names, hidden }: Others): string {
  const unseen = hidden > 0 ? [`${countOf(hidden, 'image')} that you do not see`] : []
  return [...names, ...unseen].join(', ')
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
