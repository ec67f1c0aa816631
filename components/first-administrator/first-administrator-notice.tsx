import Link from 'next/link'
import { Notice } from '../ui/notice.tsx'

/** Tells whoever is signed in how Slipway gets its first administrator. */
export function FirstAdministratorNotice() {
  return (
    <Notice title="No administrator has signed in yet">
      <p>
        Whoever runs Slipway finds a code for the first one in its log.{' '}
        <Link prefetch={false} href="/first-administrator" className="link">
          Enter the code
        </Link>
      </p>
    </Notice>
  )
}
