import { useEffect, useState } from 'react'

/** The server's time, going on here by this machine's steady clock while `isTicking`; once a second. */
export function useNow(serverNow: number, isTicking: boolean): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    if (!isTicking) return
    const ahead = serverNow - performance.now()
    const timer = setInterval(() => setNow(ahead + performance.now()), 1000)
    return () => clearInterval(timer)
  }, [serverNow, isTicking])
  return now
}
