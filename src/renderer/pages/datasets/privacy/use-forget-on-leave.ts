import { useEffectEvent, useLayoutEffect } from 'react'

/**
 * Runs when a part of the page goes out of sight. Unmounting is not enough: while the next tab is still loading, the one
 * before it is only hidden, and would come back with everything it knew.
 */
export function useForgetOnLeave(forget: () => void): void {
  const onLeave = useEffectEvent(forget)
  useLayoutEffect(() => () => onLeave(), [])
}
