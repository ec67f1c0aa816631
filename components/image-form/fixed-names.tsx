import { labels } from './labels.ts'

/** What an image is called; neither changes once people use it. */
export function FixedNames({
  image: { name, displayName },
}: {
  image: { name: string; displayName: string }
}) {
  return (
    <dl className="grid gap-4 text-sm sm:grid-cols-2">
      <div className="grid gap-1.5">
        <dt className="font-medium">{labels.displayName}</dt>
        <dd className="wrap-anywhere">{displayName}</dd>
      </div>
      <div className="grid gap-1.5">
        <dt className="font-medium">Image name</dt>
        <dd className="font-mono text-[0.8125rem] wrap-anywhere">{name}</dd>
      </div>
    </dl>
  )
}
