'use client'

import './globals.css'

type Props = { error: Error & { digest?: string } }

/** In place of everything, when even the frame failed to render. */
export default function GlobalError({ error }: Props) {
  return (
    <html lang="en">
      <body className="grid max-w-prose gap-4 p-6">
        <title>Slipway could not be shown</title>
        <h1>Slipway could not be shown</h1>
        <p>
          Something went wrong on our side; nothing was changed. Load the page again; if it stays so, tell an
          administrator
          {error.digest ? ` this number, which stands in the log of the server: ${error.digest}` : ''}.
        </p>
        <p>
          <a className="link" href="/">
            Load Slipway again
          </a>
        </p>
      </body>
    </html>
  )
}
