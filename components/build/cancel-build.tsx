'use client'

import { type MouseEvent, useRef } from 'react'
import { Button, buttonClass } from '../ui/button.tsx'
import { type CancelAction, CancelForm } from './cancel-form.tsx'

type Props = { action: CancelAction; buildId: number }

/** A link to the page that asks; with JavaScript the same question comes up as a dialog. */
export function CancelBuild({ action, buildId }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const raise = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    dialog.current?.showModal()
  }
  const back = (
    <Button type="button" onClick={() => dialog.current?.close()}>
      Back
    </Button>
  )
  return (
    <>
      <a href={`/admin/builds/${buildId}/cancel`} className={buttonClass()} onClick={raise}>
        Cancel Build
      </a>
      <dialog
        ref={dialog}
        aria-labelledby="cancel-title"
        className="m-auto w-[min(32rem,calc(100vw-2rem))] rounded-md border border-line bg-surface p-6 text-ink backdrop:bg-[oklch(0.15_0.02_258/0.5)]"
      >
        <h2 id="cancel-title" className="mb-3">
          Cancel Build
        </h2>
        <CancelForm action={action} buildId={buildId} back={back} />
      </dialog>
    </>
  )
}
