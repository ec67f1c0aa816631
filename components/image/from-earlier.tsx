import { Notice } from '../ui/notice.tsx'

/** Says that the form holds what an older build was asked for. */
export function FromEarlier({ name, from, last }: { name: string; from: number; last: number }) {
  return (
    <Notice title={`This starts from build #${from}`}>
      <p>
        Its base and packages stand in the form, not those of the last build.{' '}
        <a href={`/admin/images/${name}/rebuild?from=${last}`} className="link">
          Start from build #{last}
        </a>
      </p>
    </Notice>
  )
}
