import type { Metadata } from 'next'
import { ImageHints } from '#components/catalogue/image-hints.tsx'
import { Description } from '#components/image/description.tsx'
import { FreshnessWords } from '#components/image/freshness.tsx'
import { ImageState } from '#components/image/image-state.tsx'
import { RegistryFacts } from '#components/image/registry-facts.tsx'
import { UseIt } from '#components/image/use-it.tsx'
import { WhatIsInside } from '#components/image/what-is-inside.tsx'
import { Digest } from '#components/reference.tsx'
import { Time } from '#components/time.tsx'
import { Fact, Facts } from '#components/ui/facts.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { getImage, type ImageDetail } from '#db/queries/images.ts'
import { canUseCatalogue } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { freshnessOf } from '#lib/images/freshness.ts'
import { Missing } from '../../missing/missing.tsx'
import { loginFor } from './login-for.ts'

type Props = {
  params: Promise<{ name: string }>
  searchParams: Promise<{ package?: string | string[] }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const image = getImage(await requireViewer(canUseCatalogue), (await params).name)
  return { title: image?.displayName ?? 'Nothing here' }
}

export default async function ImagePage({ params, searchParams }: Props) {
  const { name } = await params
  const image = getImage(await requireViewer(canUseCatalogue), name)
  if (!image) return <Missing path={`/images/${name}`} />
  const search = [(await searchParams).package].flat()[0]?.trim() ?? ''
  return (
    <>
      <PageHeader
        trail={[{ href: '/', label: 'Catalogue' }]}
        title={image.displayName}
        about={
          <>
            <ImageHints image={image} />
            <div className="mt-2">
              <Description text={image.description} />
            </div>
          </>
        }
      />
      {image.canManage && <ImageState image={image} />}
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="grid min-w-0 gap-6">
          <UseIt image={image} login={loginFor(image)} />
          <WhatIsInside image={image} search={search} />
        </div>
        <About image={image} />
      </div>
    </>
  )
}

function About({ image }: { image: ImageDetail }) {
  return (
    <section aria-labelledby="about" className="panel grid gap-3 p-4">
      <h2 id="about">About</h2>
      <Facts>
        <Fact label="Image name">
          <code className="font-mono text-[0.8125rem]">{image.name}</code>
        </Fact>
        <Fact label="Digest">{image.digest && <Digest value={image.digest} />}</Fact>
        <RegistryFacts facts={image.facts} />
        <Fact label="Freshness">
          {image.tracked && <FreshnessWords freshness={freshnessOf(image.tracked)} />}
        </Fact>
        <Fact label="Build">{image.published && `#${image.published.number}`}</Fact>
        <Fact label="Updated">
          <Time at={image.updatedAt} />
        </Fact>
        <Fact label="For">{image.isGlobal ? 'Every group' : 'Chosen groups, one of them yours'}</Fact>
      </Facts>
    </section>
  )
}
