import type { Viewer } from '#lib/access.ts'
import { Button } from '../ui/button.tsx'
import { type Theme, themes } from './theme.ts'

export type PersonActions = {
  theme: Theme
  setTheme: (formData: FormData) => Promise<void>
  signOut: (formData: FormData) => Promise<void>
}

const words: Record<Theme, string> = { system: 'System', light: 'Light', dark: 'Dark' }

/** Who is signed in, their groups, their theme, and the way out. */
export function Person({ viewer, actions }: { viewer: Viewer; actions: PersonActions }) {
  return (
    <div className="grid gap-4 text-sm">
      <div>
        <p className="font-medium">{viewer.name}</p>
        {viewer.email && <p className="text-muted">{viewer.email}</p>}
      </div>
      <Groups viewer={viewer} />
      <ThemeChoice theme={actions.theme} setTheme={actions.setTheme} />
      <form action={actions.signOut} className="grid gap-2">
        <Button className="w-full">Sign out</Button>
        <Button look="quiet" className="w-full" name="everywhere" value="yes">
          End all my sessions
        </Button>
      </form>
    </div>
  )
}

function Groups({ viewer }: { viewer: Viewer }) {
  return (
    <div>
      {viewer.isAdministrator && <p className="mb-4">Administrator</p>}
      <p className="text-muted">Groups</p>
      {viewer.groups.length > 0 && (
        <ul>
          {viewer.groups.map(({ id, name, role }) => (
            <li key={id}>
              {name}
              {role === 'manager' && <span className="text-muted"> (manager)</span>}
            </li>
          ))}
        </ul>
      )}
      {viewer.groups.length === 0 && <p>None</p>}
    </div>
  )
}

function ThemeChoice({ theme, setTheme }: Pick<PersonActions, 'theme' | 'setTheme'>) {
  return (
    <form action={setTheme}>
      <fieldset>
        <legend className="mb-1 text-muted">Theme</legend>
        <div className="flex rounded-md border border-edge p-0.5">
          {themes.map((each) => (
            <button
              key={each}
              type="submit"
              name="theme"
              value={each}
              aria-pressed={each === theme}
              className="min-h-7 flex-1 rounded-sm px-2 text-muted hover:text-ink aria-pressed:bg-accent-surface aria-pressed:font-medium aria-pressed:text-link pointer-coarse:min-h-10"
            >
              {words[each]}
            </button>
          ))}
        </div>
      </fieldset>
    </form>
  )
}
