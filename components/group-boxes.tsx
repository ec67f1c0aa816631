'use client'

import { Search } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Checkbox } from './ui/checkbox.tsx'

type Group = { id: number; name: string }
type Props = { groups: readonly Group[]; chosen: readonly string[]; isInvalid: boolean }

/** From here on a list is worth a search. */
const many = 10

/** Groups to tick. What was chosen stands first and stays in sight, whatever is searched for. */
export function GroupBoxes({ groups, chosen, isInvalid }: Props) {
  const [words, setWords] = useState('')
  const [ticked, setTicked] = useState(new Set(chosen))
  const boxes = useRef<HTMLDivElement>(null)
  // What was ticked before this page came alive counts too.
  useEffect(() => setTicked(tickedIn(boxes.current)), [])
  const isChosen = ({ id }: Group) => chosen.includes(String(id))
  const ordered = [...groups.filter(isChosen), ...groups.filter((group) => !isChosen(group))]
  const matching = groups.filter(({ name }) => fits(name, words))
  return (
    <div className="grid gap-2">
      {groups.length >= many && <GroupSearch onSearch={setWords} />}
      <div
        ref={boxes}
        onChange={() => setTicked(tickedIn(boxes.current))}
        className="grid max-h-72 grid-cols-[minmax(0,1fr)] gap-x-4 overflow-y-auto rounded-md border border-line px-3 py-1.5 sm:grid-cols-2 lg:grid-cols-3"
      >
        {ordered.map(({ id, name }) => (
          <div key={id} hidden={!fits(name, words) && !ticked.has(String(id))}>
            <Checkbox
              name="groupIds"
              value={id}
              label={name}
              defaultChecked={chosen.includes(String(id))}
              aria-invalid={isInvalid || undefined}
            />
          </div>
        ))}
      </div>
      {groups.length >= many && (
        <p role="status" className="needs-js text-sm text-muted">
          {words.trim() !== '' && `${count(matching.length)} of ${count(groups.length)} groups found, `}
          {count(ticked.size)} chosen
        </p>
      )}
    </div>
  )
}

function tickedIn(boxes: HTMLDivElement | null): Set<string> {
  const ticked = boxes?.querySelectorAll<HTMLInputElement>('input:checked') ?? []
  return new Set([...ticked].map(({ value }) => value))
}

/** Has no name, so that it is not sent; Enter searches and does not send the form. */
function GroupSearch({ onSearch }: { onSearch: (words: string) => void }) {
  return (
    <div className="needs-js relative sm:max-w-80">
      <Search aria-hidden className="absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted" />
      <input
        type="search"
        aria-label="Search groups"
        placeholder="Search groups"
        autoComplete="off"
        spellCheck={false}
        className="control pl-9"
        onInput={(event) => onSearch(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') event.preventDefault()
        }}
      />
    </div>
  )
}

function fits(name: string, words: string): boolean {
  return fold(name).includes(fold(words.trim()))
}

function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

function count(number: number): string {
  return number.toLocaleString('en')
}
