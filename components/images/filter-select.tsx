type Props = {
  name: string
  label: string
  /** What the choice says while it leaves nothing out. */
  all: string
  value: string
  options: readonly (readonly [value: string, label: string])[]
  className?: string
}

/** One choice of a filter. */
export function FilterSelect({ name, label, all, value, options, className = '' }: Props) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className={`control md:w-auto md:max-w-48 ${className}`}
    >
      <option value="">{all}</option>
      {options.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  )
}
