import Link from 'next/link'
import type { ReactNode } from 'react'
import type { GroupContents } from '#db/queries/group-contents.ts'
import { Notice } from '../ui/notice.tsx'

/** What the deletion of a group does to its people, images and pull secrets, by name. */
export function WhatGoes({ contents: { images, people, pullSecrets } }: { contents: GroupContents }) {
  const stranded = images.filter((image) => image.isOnlyHere)
  const others = images.filter((image) => !image.isOnlyHere)
  const claimed = people.filter((person) => person.isClaimed).length
  return (
    <div className="grid gap-5 text-sm">
      <p>
        The group goes, and with it who is in it. No image and no build is deleted. This cannot be undone.
      </p>
      {stranded.length > 0 && (
        <Notice tone="warning" title={`${countOf(stranded.length, 'image')} left without any group`}>
          <p>
            Only administrators will see {stranded.length === 1 ? 'it' : 'them'}, until another group is
            chosen:
          </p>
          <ImageNames images={stranded} />
        </Notice>
      )}
      <Part title={countOf(others.length, 'further image')} isShown={others.length > 0}>
        <p className="text-muted">These stay with their other groups, but this group’s people lose them:</p>
        <ImageNames images={others} />
      </Part>
      <Part title={people.length === 1 ? '1 person' : `${people.length} people`} isShown>
        <p>{people.length > 0 ? people.map((person) => person.name).join(', ') : 'Nobody is in it.'}</p>
        {claimed > 0 && (
          <p className="text-muted">
            The sign-in provider names this group for {claimed === 1 ? 'one of them' : `${claimed} of them`}:
            it comes back, without its images, when they sign in again.
          </p>
        )}
      </Part>
      <Part title={countOf(pullSecrets.length, 'pull secret')} isShown={pullSecrets.length > 0}>
        <p className="text-muted">Managers of this group may not use them any more:</p>
        <p>{pullSecrets.join(', ')}</p>
      </Part>
    </div>
  )
}

function Part({ title, isShown, children }: { title: string; isShown: boolean; children: ReactNode }) {
  if (!isShown) return null
  return (
    <section className="grid gap-1">
      <h2 className="text-sm font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function ImageNames({ images }: Pick<GroupContents, 'images'>) {
  return (
    <ul className="grid gap-0.5">
      {images.map(({ name, displayName, isOwned }) => (
        <li key={name}>
          <Link prefetch={false} href={`/images/${name}`} className="link">
            {displayName}
          </Link>
          {isOwned && ' (made by its managers; becomes a system image)'}
        </li>
      ))}
    </ul>
  )
}

function countOf(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`
}
