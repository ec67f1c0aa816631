'use server'

import { cookies } from 'next/headers'
import { themeCookie, themeFrom } from '#components/frame/theme.ts'

/** Keeps the chosen theme for a year; `system` forgets it. */
export async function setTheme(formData: FormData): Promise<void> {
  const theme = themeFrom(formData.get('theme')?.toString())
  const jar = await cookies()
  if (theme === 'system') jar.delete(themeCookie)
  else jar.set(themeCookie, theme, { path: '/', sameSite: 'lax', maxAge: 365 * 24 * 3600 })
}
