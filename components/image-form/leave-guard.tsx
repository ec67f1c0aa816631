'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { Button } from '../ui/button.tsx'
import { useLeaving } from './use-leaving.ts'

/** Stands in a form and asks before somebody leaves the page with what they changed in it. */
export function LeaveGuard() {
  const router = useRouter()
  const dialog = useRef<HTMLDialogElement>(null)
  const { place, target, stay } = useLeaving(dialog)
  const leave = () => {
    stay()
    if (target) router.push(target)
  }
  return (
    <div ref={place} className="contents">
      <dialog
        ref={dialog}
        onClose={stay}
        aria-labelledby="leave-title"
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-md border border-line bg-surface p-6 text-ink backdrop:bg-[oklch(0.15_0.02_258/0.5)]"
      >
        <h2 id="leave-title">Do you want to discard the changes?</h2>
        <p className="my-3 text-sm">Your changes will be lost. Are you sure?</p>
        <div className="flex flex-wrap gap-2">
          <Button type="button" look="danger" onClick={leave}>
            Discard
          </Button>
          <Button type="button" onClick={stay}>
            Back
          </Button>
        </div>
      </dialog>
    </div>
  )
}
