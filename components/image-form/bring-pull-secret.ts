import type { KnownBase } from '#lib/images/known-base.ts'

/** Chooses what the registry of a base asks for, in the same form. Says so in a sentence; empty where nothing changed. */
export function bringPullSecret(form: HTMLFormElement | null, base: KnownBase): string {
  const select = form?.elements.namedItem('pullSecretId')
  if (base.isRecommended || !(select instanceof HTMLSelectElement)) return ''
  const { pullSecretId } = base
  if (pullSecretId === 'not shared') return notShared
  const wanted = pullSecretId === null ? '' : String(pullSecretId)
  const option = [...select.options].find(({ value }) => value === wanted)
  if (!option || select.value === wanted) return ''
  select.value = wanted
  return wanted === ''
    ? 'It needs no image pull secret, so none is chosen now.'
    : `Its image pull secret is chosen too: ${option.text}.`
}

const notShared = 'Its image pull secret is not shared with you. Choose one that may read it.'
