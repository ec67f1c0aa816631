/** Lines of a log, as they were printed. */
export function Quote({ lines }: { lines: readonly string[] }) {
  return (
    <pre className="min-w-0 rounded-md border border-line bg-surface px-3 py-2 font-mono text-[0.8125rem]/5 whitespace-pre-wrap wrap-anywhere">
      {lines.join('\n')}
    </pre>
  )
}
