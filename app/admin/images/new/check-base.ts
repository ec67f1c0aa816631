/** What only its registry can say about the base of a form. */
import { canLetBaseReachOut, type Viewer } from '#lib/access.ts'
import { tellInspection } from '#lib/builds/inspection-fault.ts'
import { type BaseInspection, inspectBase } from '#lib/engine/inspect-base.ts'
import type { FormValues } from '#lib/form-state.ts'
import {
  type BaseTriggers,
  countTriggers,
  isSameList,
  showTriggers,
  staysInside,
} from '#lib/images/triggers.ts'
import { askRegistryFor } from '../ask-registry.ts'
import type { Faults } from './check.ts'

type Asked = { base: string; pullSecretId: number | null; ownerGroupId: number | null }
type Sent = Asked & { baseTriggers: BaseTriggers | null; isAgreed: boolean }

/** `triggers`: what the base may run of its own, absent where it runs nothing. `shown`: what the form shows of it. */
export type CheckedBase = { triggers?: string[]; faults: Faults; shown: FormValues }

/** Looks a base up. `opener`: see `openerFor`. */
export async function lookUpBase(
  viewer: Viewer,
  { base, pullSecretId, ownerGroupId }: Asked,
  opener = viewer,
): Promise<BaseInspection> {
  return askRegistryFor(viewer, { reference: base, pullSecretId, ownerGroupId }, opener, inspectBase)
}

/** Looks the base of a form up; it is at fault where it cannot be read, or would run what nobody agreed to. */
export async function checkBase(viewer: Viewer, sent: Sent, opener = viewer): Promise<CheckedBase> {
  const inspection = await lookUpBase(viewer, sent, opener)
  if (!inspection.ok) return { faults: { base: [tellInspection(sent.base, inspection)] }, shown: {} }
  const { triggers } = inspection.image
  const faults = triggers.length > 0 ? findDisagreement(viewer, sent, triggers) : {}
  const shown = showAgain(sent, triggers)
  return { ...(triggers.length > 0 && { triggers }), faults, shown }
}

/** As values of the form; the box stays ticked where it stood under this very list. */
export function showAgain({ base, ...sent }: Sent, triggers: string[]): FormValues {
  return showTriggers({ base, triggers }, hasAgreed(sent, triggers))
}

function findDisagreement(viewer: Viewer, sent: Sent, triggers: string[]): Faults {
  if (!canLetBaseReachOut(viewer) && !triggers.every(staysInside)) return { base: [reachesOut] }
  if (hasAgreed(sent, triggers)) return {}
  const isOther = sent.isAgreed && sent.baseTriggers !== null
  return { isAgreed: [isOther ? othersNow : unanswered(triggers)] }
}

function hasAgreed({ baseTriggers, isAgreed }: Omit<Sent, keyof Asked>, triggers: string[]): boolean {
  return isAgreed && baseTriggers !== null && isSameList(baseTriggers.triggers, triggers)
}

const reachesOut =
  'It runs instructions of its own that make the engine fetch something from elsewhere. Only an administrator may agree to that: ask one, or choose another base image.'
const othersNow =
  'The base runs other instructions now than those that you agreed to. Read them again, then tick the box, or choose another base image.'

function unanswered(triggers: string[]): string {
  return `The base runs ${countTriggers(triggers)} of its own. Read what it does and tick the box, or choose another base image.`
}
