import { useEffect, useEffectEvent } from 'react'

const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const
const CHECK_MS = 5000

/** Locks when nobody has touched keyboard or pointer for the set minutes. */
export function useIdleLock(minutes: number, lock: () => void): void {
  const lockNow = useEffectEvent(lock)
  useEffect(() => {
    let lastSign = Date.now()
    const note = () => {
      lastSign = Date.now()
    }
    for (const sign of SIGNS) window.addEventListener(sign, note, { passive: true, capture: true })
    const timer = setInterval(() => {
      if (Date.now() - lastSign < minutes * 60_000) return
      lastSign = Date.now()
      lockNow()
    }, CHECK_MS)
    return () => {
      clearInterval(timer)
      for (const sign of SIGNS) window.removeEventListener(sign, note, { capture: true })
    }
  }, [minutes])
}
