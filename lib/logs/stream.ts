/** A response body from a generator of texts, produced only as fast as the reader takes it. */
export function streamTexts(
  texts: AsyncGenerator<string>,
  onCancel?: () => void,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await texts.next()
        if (done) controller.close()
        else controller.enqueue(encoder.encode(value))
      },
      async cancel() {
        onCancel?.()
        await texts.return(undefined)
      },
    },
    // Nothing is produced ahead: what one slow reader holds, fifty hold fifty times.
    { highWaterMark: 0 },
  )
}
