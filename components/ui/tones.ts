/** The tones of things that speak up, as classes for text, border and surface. */
export const tones = {
  neutral: 'text-muted border-line bg-sunken',
  accent: 'text-link border-accent-line bg-accent-surface',
  success: 'text-success border-success-line bg-success-surface',
  warning: 'text-warning border-warning-line bg-warning-surface',
  danger: 'text-danger border-danger-line bg-danger-surface',
  info: 'text-info border-info-line bg-info-surface',
}

export type Tone = keyof typeof tones
