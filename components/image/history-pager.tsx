import type { HistoryPage } from '#db/queries/image-builds.ts'
import { ButtonLink } from '../ui/button.tsx'

/** Which builds are shown, and links to newer and older ones. Nothing where all fit on one page. */
export function HistoryPager({ path, page: { builds, newer, older } }: { path: string; page: HistoryPage }) {
  const [first, last] = [builds[0], builds.at(-1)]
  if (!first || !last || (newer === null && older === null)) return null
  return (
    <nav aria-label="Pages" className="flex flex-wrap items-center justify-between gap-3 text-sm">
      <p className="text-muted tabular-nums">
        Builds #{last.number} to #{first.number}
      </p>
      <div className="flex gap-2">
        {newer !== null && <ButtonLink href={`${path}?after=${newer}`}>Previous</ButtonLink>}
        {older !== null && <ButtonLink href={`${path}?before=${older}`}>Next</ButtonLink>}
      </div>
    </nav>
  )
}
