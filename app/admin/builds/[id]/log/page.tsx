import type { Metadata } from 'next'
import { FoundLines } from '#components/log/found-lines.tsx'
import { LogPage } from '#components/log/log-page.tsx'
import { LogTools } from '#components/log/log-tools.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { canManageImages } from '#lib/access.ts'
import { requireViewer } from '#lib/auth/viewer.ts'
import { idFrom } from '#lib/form-text.ts'
import { linesPerPage, readLogLines } from '#lib/logs/lines.ts'
import { searchLog } from '#lib/logs/search.ts'
import { Missing } from '../../../../missing/missing.tsx'
import { findBuild } from '../../find-build.ts'

type Query = { line?: string | string[]; q?: string | string[] }
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Query> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const build = findBuild(await requireViewer(canManageImages), (await params).id)
  return { title: build ? `Log of ${build.displayName} #${build.number}` : 'Nothing here' }
}

/** The whole log, page by page: any line has its place here, and the search looks at all of them. */
export default async function LogOfBuild({ params, searchParams }: Props) {
  const { id } = await params
  const build = findBuild(await requireViewer(canManageImages), id)
  const path = `/admin/builds/${id}`
  if (!build) return <Missing path={`${path}/log`} />
  const { line, q } = await searchParams
  const words = [q].flat()[0]?.trim() ?? ''
  const name = `${build.displayName} #${build.number}`
  return (
    <>
      <PageHeader
        trail={[
          { href: '/admin/builds', label: 'Builds' },
          { href: path, label: name },
        ]}
        title={`Log of ${name}`}
      />
      <LogTools path={`${path}/log`} downloadPath={`/api/builds/${id}/log`} words={words} />
      {words ? (
        <FoundLines path={`${path}/log`} words={words} {...(await searchLog(build.id, words))} />
      ) : (
        <LogPage
          path={`${path}/log`}
          pageSize={linesPerPage}
          {...(await readLogLines(build.id, idFrom([line].flat()[0] ?? '') ?? 1))}
        />
      )}
    </>
  )
}
