'use client'

import { Button, ButtonLink } from '#components/ui/button.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'

type Props = { error: Error & { digest?: string }; reset: () => void }

/** In place of a page that failed to render. */
export default function ErrorPage({ error, reset }: Props) {
  return (
    <div className="grid max-w-prose gap-6">
      <PageHeader title="This page could not be shown" />
      <p>
        Something went wrong on our side while preparing it; nothing was changed. Try again; if it stays so,
        tell an administrator
        {error.digest ? (
          <>
            {' '}
            this number, which stands in the log of the server:{' '}
            <code className="font-mono">{error.digest}</code>.
          </>
        ) : (
          '.'
        )}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="button" onClick={reset}>
          Try again
        </Button>
        <ButtonLink href="/">Go to the catalogue</ButtonLink>
      </div>
    </div>
  )
}
