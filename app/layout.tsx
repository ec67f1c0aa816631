import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies, headers } from 'next/headers'
import { FlashNotice } from '#components/frame/flash-notice.tsx'
import { themeCookie, themeFrom } from '#components/frame/theme.ts'
import { TopBar } from '#components/frame/top-bar.tsx'
import { takeFlash } from '#lib/auth/flash.ts'
import { viewer } from '#lib/auth/viewer.ts'
import { nonceHeader } from '#lib/security-headers.ts'
import { fontClasses } from './fonts.ts'
import { setTheme } from './set-theme.ts'
import { signOut } from './sign-out/actions.ts'

export const metadata: Metadata = {
  title: { default: 'Slipway', template: '%s · Slipway' },
  description: 'A container image catalogue and builder for teams',
  icons: '/icon.svg',
}

export const viewport: Viewport = { colorScheme: 'light dark' }

/** The frame of every page. */
export default async function RootLayout({ children }: { children: React.ReactNode }) {
  const theme = themeFrom((await cookies()).get(themeCookie)?.value)
  const nonce = (await headers()).get(nonceHeader) ?? undefined
  const flash = await takeFlash()
  return (
    <html lang="en" data-theme={theme} className={fontClasses}>
      <head>
        <noscript>
          <style nonce={nonce}>{'.needs-js{display:none!important}'}</style>
        </noscript>
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        <TopBar viewer={await viewer()} actions={{ theme, setTheme, signOut }} />
        <main id="main" tabIndex={-1}>
          {flash && <FlashNotice key={Date.now()} {...flash} />}
          {children}
        </main>
      </body>
    </html>
  )
}
