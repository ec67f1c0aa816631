import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'

/** `notice`: a sentence, then one for each part that could not be taken. */
type Props = { notice: readonly string[]; undo?: () => void }

/** On top of a form that came back because of what was pasted into it. */
export function PastedSummary({ isPasted }: { isPasted: boolean }) {
  if (!isPasted) return null
  return (
    <div id="pasted" tabIndex={-1}>
      <Notice title="Nothing was saved yet.">
        <p>
          Not every line was a package: what stood there was taken apart. Look at the{' '}
          <a href="#packages" className="link">
            packages
          </a>
          , then confirm.
        </p>
      </Notice>
    </div>
  )
}

/** What was made of a pasted text. The place is always there, so that its words are read out when they come. */
export function PasteNotice({ notice: [summary, ...refused], undo }: Props) {
  return (
    <div role="status">
      {summary && (
        <Notice tone={refused.length > 0 ? 'warning' : 'info'} title={summary}>
          {refused.length > 0 && (
            <ul className="grid gap-1 wrap-anywhere">
              {refused.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
          {undo && (
            <Button type="button" className="mt-1 justify-self-start" onClick={undo}>
              Undo
            </Button>
          )}
        </Notice>
      )}
    </div>
  )
}
