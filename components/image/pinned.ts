/** A reference by its digest: always the same bytes. A reference without a known digest stays as it is. */
export function pinReference(reference: string, digest: string | null): string {
  if (!digest || reference.includes('@')) return reference
  return `${reference}@${digest}`
}
