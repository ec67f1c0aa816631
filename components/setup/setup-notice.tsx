import Link from 'next/link'
import type { SetupStep } from '#lib/builds/setup.ts'
import { Notice } from '../ui/notice.tsx'

/** Tells administrators that the setup is not finished; nothing once it is. */
export function SetupNotice({ open }: { open: readonly SetupStep[] }) {
  if (open.length === 0) return null
  const isBroken = open.some((step) => step.state === 'broken')
  const names = open.map((step) => step.name.toLowerCase()).join(', ')
  return (
    <Notice
      tone={isBroken ? 'warning' : 'info'}
      title={isBroken ? 'Something that Slipway needs does not work' : 'The setup is not finished'}
    >
      <p>
        {open.length === 1 ? 'One step is open' : `${open.length} steps are open`}: {names}.{' '}
        <Link prefetch={false} href="/admin/setup" className="link">
          Go to the setup
        </Link>
      </p>
    </Notice>
  )
}
