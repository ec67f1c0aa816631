import { useEffect, useState } from 'react'
import { imageNameFrom } from '#lib/images/name.ts'

type Named = { displayName: string; imageName: string; isTaken: boolean }

const pauseMs = 300

/** The image name for what is typed: at once as it would be where nothing is taken, then as the server says. */
export function useImageName(displayName: string, sent: Omit<Named, 'isTaken'>): Omit<Named, 'displayName'> {
  const [answered, setAnswered] = useState<Named | null>(null)
  useEffect(() => {
    if (displayName === '') return
    const ended = new AbortController()
    const timer = setTimeout(() => {
      askFor(displayName, ended.signal).then(setAnswered, () => {})
    }, pauseMs)
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [displayName])
  if (answered?.displayName === displayName) return answered
  if (sent.displayName === displayName && sent.imageName) return { ...sent, isTaken: false }
  return { imageName: displayName && imageNameFrom(displayName, () => false), isTaken: false }
}

async function askFor(displayName: string, signal: AbortSignal): Promise<Named | null> {
  const query = new URLSearchParams({ displayName })
  const answer = await fetch(`/api/images/name?${query}`, { signal })
  if (!answer.ok) return null
  const { name, isTaken } = await answer.json()
  return { displayName, imageName: name, isTaken }
}
