'use client'

import { LoaderCircle } from 'lucide-react'
import { useFormStatus } from 'react-dom'
import { Button } from '../ui/button.tsx'

/** Asks the registry about the URLs of the form. Keeps the focus while it does, for the answer comes beside it. */
export function LookUpButton() {
  const { pending, data } = useFormStatus()
  const isLooking = pending && data?.get('intent') === 'look-up'
  return (
    <>
      {/* Enter presses a form's first button: that must not be the one below. */}
      <button type="submit" tabIndex={-1} aria-hidden className="sr-only" />
      <Button
        name="intent"
        value="look-up"
        aria-disabled={pending}
        onClick={(event) => pending && event.preventDefault()}
      >
        {isLooking && <LoaderCircle aria-hidden className="animate-spin" />}
        Look up
      </Button>
    </>
  )
}
