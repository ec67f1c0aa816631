/** A description as typed; a long one at its beginning, and all of it on demand. */
export function Description({ text }: { text: string }) {
  if (text.length <= longText) return text && <p>{text}</p>
  return (
    <div className="group">
      <p className="line-clamp-3 group-has-[details[open]]:line-clamp-none">{text}</p>
      <details className="mt-1 text-sm">
        <summary className="link inline-flex min-h-6 items-center pointer-coarse:min-h-11">
          <span className="group-has-[details[open]]:hidden">Show the whole description</span>
          <span className="hidden group-has-[details[open]]:inline">Show less of the description</span>
        </summary>
      </details>
    </div>
  )
}

/** About what three lines hold. */
const longText = 260
