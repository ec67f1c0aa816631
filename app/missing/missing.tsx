import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

/** Says that there is nothing here; the same words whether it never was or is not for this viewer. */
export function Missing({ path }: { path?: string }) {
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader title="There is nothing here" />
      <p>
        {path ? <code className="font-mono">{path}</code> : 'This address'} does not exist, or it is not
        shared with your groups. It may have been deleted or renamed: look for it in the catalogue, or ask
        whoever gave you the link.
      </p>
      {path && isOfBuild(path) && (
        <p>Builds are removed when their image has had many newer ones. Their numbers are not given again.</p>
      )}
      <div>
        <ButtonLink href="/">Go to the catalogue</ButtonLink>
      </div>
    </div>
  )
}

/** A build, or a page of an image about an earlier one. */
function isOfBuild(path: string): boolean {
  return /^\/admin\/(builds\/\d|images\/[^/]+\/(publish|rebuild))/.test(path)
}
