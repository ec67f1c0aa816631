import Link from 'next/link'
import type { ManagedImageDetail } from '#db/queries/managed-image.ts'
import { freshnessOf } from '#lib/images/freshness.ts'
import { labels } from '../image-form/labels.ts'
import { Digest, Reference } from '../reference.tsx'
import { notReadyReason } from '../status.tsx'
import { Time } from '../time.tsx'
import { Badge } from '../ui/badge.tsx'
import { Fact, Facts } from '../ui/facts.tsx'
import { FreshnessWords } from './freshness.tsx'
import { RegistryFacts } from './registry-facts.tsx'

/** What an image is, for those who manage it. */
export function ImageFacts({ image }: { image: ManagedImageDetail }) {
  const { name, type, source, reference, digest, publishedNumber, ownerGroup } = image
  return (
    <section aria-labelledby="about" className="panel grid gap-3 p-4 sm:p-6">
      <h2 id="about">About</h2>
      <Facts>
        <Fact label="Image name">
          <code className="font-mono text-[0.8125rem] wrap-anywhere">{name}</code>
        </Fact>
        <Fact label={labels.source}>
          {source === 'custom' ? 'Custom image, built here' : 'Existing image'}
        </Fact>
        <Fact label={labels.type}>{type}</Fact>
        <Fact label="Belongs to">{ownerGroup ?? 'System'}</Fact>
        <Fact label={labels.reference}>
          <span className="flex flex-wrap items-center gap-x-4">
            {reference && <Reference value={reference} />}
            <BuildLink image={image} />
          </span>
        </Fact>
        <Fact label="Digest">{digest && <Digest value={digest} />}</Fact>
        <RegistryFacts facts={image.facts} />
        <Fact label="Freshness">
          {image.tracked && <FreshnessWords freshness={freshnessOf(image.tracked)} />}
        </Fact>
        <Fact label="Rebuilds">{image.rebuildsOnNewBase && 'By itself when its base has changed'}</Fact>
        <Fact label="Published build">{publishedNumber !== null && `#${publishedNumber}`}</Fact>
        <Fact label={labels.pullSecretId}>{image.pullSecret ?? 'None'}</Fact>
        <Fact label="For">
          <Audience image={image} />
        </Fact>
        <Fact label="Added">
          {image.createdBy}, <Time at={image.createdAt} />
        </Fact>
        <Fact label="Updated">
          {image.updatedBy && `${image.updatedBy}, `}
          <Time at={image.updatedAt} />
        </Fact>
        <Fact label="Catalogue">
          <Link prefetch={false} href={`/images/${name}`} className="link">
            Its page in the catalogue
          </Link>
        </Fact>
      </Facts>
      <GpuFacts image={image} />
    </section>
  )
}

/** The same of the image that stands for GPUs. */
function GpuFacts({ image: { gpuReference, gpuDigest, gpuFacts } }: { image: ManagedImageDetail }) {
  if (gpuReference === null) return null
  return (
    <>
      <h3 className="mt-2">For GPU</h3>
      <Facts>
        <Fact label={labels.reference}>
          <Reference value={gpuReference} />
        </Fact>
        <Fact label="Digest">{gpuDigest && <Digest value={gpuDigest} />}</Fact>
        <RegistryFacts facts={gpuFacts} />
      </Facts>
    </>
  )
}

function BuildLink({ image }: { image: ManagedImageDetail }) {
  const { lastBuild } = image
  if (!lastBuild) return null
  return (
    <Link prefetch={false} href={`/admin/builds/${lastBuild.id}`} className="link">
      {notReadyReason(image) ?? 'View build details'}
    </Link>
  )
}

function Audience({ image: { isGlobal, ownerGroup, groups } }: { image: ManagedImageDetail }) {
  if (isGlobal) return <Badge tone="accent">Global</Badge>
  const names = [...new Set([ownerGroup, ...groups.map(({ name }) => name)])].filter((name) => name !== null)
  if (names.length === 0) return <span className="text-muted">No group</span>
  return (
    <span className="flex flex-wrap gap-1">
      {names.map((name) => (
        <Badge key={name}>{name}</Badge>
      ))}
    </span>
  )
}
