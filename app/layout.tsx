import './globals.css'
import type { Metadata, Viewport } from 'next'
import { cookies } from 'next/headers'
import { themeCookie, themeFrom } from '#components/frame/theme.ts'
import { TopBar } from '#components/frame/top-bar.tsx'
import { viewer } from '#lib/auth/viewer.ts'
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
  return (
    <html lang="en" data-theme={theme} className={fontClasses}>
      <head>
        <noscript>
          <style>{'.needs-js{display:none!important}'}</style>
        </noscript>
      </head>
      <body>
        <a href="#main" className="skip-link">
          Skip to the content
        </a>
        <TopBar viewer={await viewer()} actions={{ theme, setTheme, signOut }} />
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  )
}
