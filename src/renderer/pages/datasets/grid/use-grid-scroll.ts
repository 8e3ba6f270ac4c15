import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { clamp, ROW_HEIGHT, type ScrollScale, scrollScale } from './scaled-scroll.ts'

export interface GridScroll {
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly scale: ScrollScale
  /** Topmost row in sight, with fraction. */
  readonly top: number
  /** Pixels the columns are shifted to the left. */
  readonly left: number
  readonly width: number
  readonly rowsHeight: number
  readonly onScroll: () => void
  readonly moveTo: (top: number) => void
  readonly moveToLeft: (left: number) => void
}

/**
 * Which part of the grid is in sight. The scroll bar stands for all rows, however many; where a pixel of it is more than a
 * pixel of rows, the wheel moves by rows and the bar follows.
 *
 * @param headHeight - pixels above the first row
 */
export function useGridScroll(nRows: number, headHeight: number): GridScroll {
  const scroller = useRef<HTMLDivElement>(null)
  const [size, setSize] = useState({ width: 0, height: 0 })
  const [place, setPlace] = useState({ top: 0, left: 0 })
  const rowsHeight = Math.max(0, size.height - headHeight)
  const scale = useMemo(() => scrollScale(nRows, rowsHeight), [nRows, rowsHeight])
  /** Where the bar stands by our own doing: a scroll to there says nothing new about the row. */
  const own = useRef(0)
  const top = useRef(0)

  const moveTo = useCallback(
    (wanted: number) => {
      const element = scroller.current
      if (element === null) return
      top.current = clamp(wanted, 0, scale.maxTop)
      element.scrollTop = scale.toScroll(top.current)
      own.current = element.scrollTop
      setPlace({ top: top.current, left: element.scrollLeft })
    },
    [scale],
  )
  const moveToLeft = useCallback((left: number) => {
    const element = scroller.current
    if (element === null) return
    element.scrollLeft = left
    setPlace({ top: top.current, left: element.scrollLeft })
  }, [])
  const onScroll = useCallback(() => {
    const element = scroller.current
    if (element === null) return
    if (element.scrollTop !== own.current) {
      own.current = element.scrollTop
      top.current = scale.toTop(element.scrollTop)
    }
    setPlace({ top: top.current, left: element.scrollLeft })
  }, [scale])

  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return undefined
    const measure = () => setSize({ width: element.clientWidth, height: element.clientHeight })
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  useWheelByRows(scroller, scale, top, moveTo)
  return {
    scroller,
    scale,
    top: Math.min(place.top, scale.maxTop),
    left: place.left,
    width: size.width,
    rowsHeight,
    onScroll,
    moveTo,
    moveToLeft,
  }
}

function useWheelByRows(
  scroller: RefObject<HTMLDivElement | null>,
  scale: ScrollScale,
  top: RefObject<number>,
  moveTo: (top: number) => void,
): void {
  useEffect(() => {
    const element = scroller.current
    if (element === null || !scale.isScaled) return undefined
    const onWheel = (event: WheelEvent) => {
      if (event.ctrlKey || event.shiftKey || event.deltaY === 0) return
      event.preventDefault()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * ROW_HEIGHT : event.deltaY
      moveTo(top.current + pixels / ROW_HEIGHT)
    }
    // React listens passively, and could not keep the browser from scrolling as well.
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [scroller, scale, top, moveTo])
}
