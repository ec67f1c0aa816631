import { Download } from 'lucide-react'
import Form from 'next/form'
import { Button, buttonClass } from '../ui/button.tsx'
import { SearchForm } from '../ui/search-form.tsx'

type Props = { path: string; downloadPath: string; words: string }

/** Search of the whole log, a way to any line, and the log to keep. */
export function LogTools({ path, downloadPath, words }: Props) {
  return (
    <div className="page-search flex flex-wrap items-center gap-3">
      <SearchForm action={path} value={words} label="Search the log" />
      <Form action={path} className="flex gap-2">
        <input
          name="line"
          inputMode="numeric"
          pattern="[0-9]*"
          aria-label="Line number"
          placeholder="Line"
          className="control w-24"
        />
        <Button>Go to line</Button>
      </Form>
      <a href={downloadPath} download className={buttonClass()}>
        <Download aria-hidden />
        Download log
      </a>
    </div>
  )
}
