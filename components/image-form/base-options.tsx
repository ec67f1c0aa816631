import type { KnownBase } from '#lib/images/known-base.ts'
import { Badge } from '../ui/badge.tsx'
import type { KnownBases } from './use-known-bases.ts'

export const listId = 'base-list'
export const optionId = (at: number) => `base-option-${at}`

type Props = { found: KnownBases; active: number; onChoose: (base: KnownBase) => void }

/** The known images that fit, under the field, which keeps the focus: name, type, origin, and the whole URL. */
export function BaseOptions({ found: { bases, hasMore }, active, onChoose }: Props) {
  return (
    <div className="absolute inset-x-0 top-full z-20 mt-1 overflow-clip rounded-md border border-edge bg-surface shadow-lg">
      <div
        id={listId}
        role="listbox"
        aria-label="Known images"
        onMouseDown={(event) => event.preventDefault()}
        className="max-h-80 overflow-y-auto py-1"
      >
        {bases.map((base, at) => (
          <div
            key={base.isRecommended ? base.reference : `${base.displayName} ${base.reference}`}
            id={optionId(at)}
            role="option"
            tabIndex={-1}
            aria-selected={at === active}
            className="grid min-h-11 cursor-pointer gap-0.5 px-3 py-1.5 text-sm hover:bg-hover aria-selected:bg-accent-surface"
            onClick={() => onChoose(base)}
            onKeyDown={() => onChoose(base)}
          >
            <Option base={base} />
          </div>
        ))}
      </div>
      {hasMore && (
        <p className="border-t border-line px-3 py-1.5 text-sm text-muted">
          These are the first {bases.length}. Type more to find others.
        </p>
      )}
    </div>
  )
}

function Option({ base }: { base: KnownBase }) {
  return (
    <>
      <span className="flex flex-wrap items-center gap-1.5">
        {base.isRecommended ? (
          <Badge tone="accent">Recommended</Badge>
        ) : (
          <>
            <span className="font-medium">{base.displayName}</span>
            <Badge>{base.isSystem ? 'System' : 'Group'}</Badge>
            <Badge>{base.isFor ? `${base.type}, for ${base.isFor}` : base.type}</Badge>
          </>
        )}
      </span>
      <span className="font-mono text-[0.8125rem] wrap-anywhere text-muted">{base.reference}</span>
    </>
  )
}
