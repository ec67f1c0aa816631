import { memo } from 'react'
import { type AnsiColour, type AnsiSegment, parseAnsi } from '#lib/builds/ansi.ts'
import type { LogRecord } from '#lib/builds/step.ts'
import { formatClock } from '../moment.ts'
import { type Chunk, chunkSize } from './chunks.ts'

/** The only colours that a log can have. */
const colours: Record<AnsiColour, string> = {
  black: 'text-muted',
  red: 'text-danger',
  green: 'text-success',
  yellow: 'text-warning',
  blue: 'text-info',
  magenta: 'text-ansi-magenta',
  cyan: 'text-ansi-cyan',
  white: 'text-ink',
}

/** Lines in a row; `path` is where every line has its place. Rendered once and again only while they are the last ones. */
export const LogLines = memo(function LogLines({ records, path }: { records: Chunk; path: string }) {
  return (
    <ol start={records[0]?.line} data-is-whole={records.length >= chunkSize}>
      {records.map((record) => (
        <LogLine key={record.line} record={record} path={path} />
      ))}
    </ol>
  )
})

/** One line: its number as a link that lasts, its text as text nodes. */
function LogLine({ record: { line, time, stream, text }, path }: { record: LogRecord; path: string }) {
  return (
    <li id={`L${line}`} data-stream={stream}>
      <a
        href={`${path}?line=${line}#L${line}`}
        tabIndex={-1}
        title={time === null ? undefined : `${formatClock(time)} UTC`}
      >
        {line}
      </a>
      <span>{parseAnsi(text).map(renderSegment)}</span>
    </li>
  )
}

function renderSegment(segment: AnsiSegment, at: number) {
  const style = segmentClass(segment)
  if (style === '') return segment.text
  return (
    <span key={at} className={style}>
      {segment.text}
    </span>
  )
}

function segmentClass({ colour, isBold, isDim, isItalic, isUnderlined }: AnsiSegment): string {
  const classes = [
    colour && colours[colour],
    isBold && 'font-bold',
    isDim && 'text-muted',
    isItalic && 'italic',
    isUnderlined && 'underline',
  ]
  return classes.filter(Boolean).join(' ')
}
