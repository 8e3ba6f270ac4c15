/** Height of a row in pixels. */
export const ROW_HEIGHT = 28
/** Browsers cannot scroll further than about 17 to 33 million pixels: longer data scrolls at a scale. */
const MAX_PIXELS = 10_000_000

/** How a number of rows lies behind a scroll bar. Positions are rows from the top, with fraction. */
export interface ScrollScale {
  /** Height to give the scrolled content, the head of the grid left out. */
  readonly contentHeight: number
  /** Whether one pixel of the scroll bar is more than one pixel of rows. */
  readonly isScaled: boolean
  /** Topmost position: the last row then stands at the bottom. */
  readonly maxTop: number
  readonly toTop: (scrollTop: number) => number
  readonly toScroll: (top: number) => number
}

/** @param viewHeight - pixels of rows in sight */
export function scrollScale(nRows: number, viewHeight: number): ScrollScale {
  const fullHeight = nRows * ROW_HEIGHT
  const contentHeight = Math.min(fullHeight, MAX_PIXELS)
  const maxTop = Math.max(0, nRows - viewHeight / ROW_HEIGHT)
  const maxScroll = Math.max(0, contentHeight - viewHeight)
  const perPixel = maxScroll === 0 ? 0 : maxTop / maxScroll
  return {
    contentHeight,
    isScaled: fullHeight > MAX_PIXELS,
    maxTop,
    toTop: (scrollTop) => clamp(scrollTop * perPixel, 0, maxTop),
    toScroll: (top) => (perPixel === 0 ? 0 : clamp(top, 0, maxTop) / perPixel),
  }
}

/** The position nearest to `top` at which a row is wholly in sight. */
export function topThatShows(row: number, top: number, viewHeight: number): number {
  const inSight = Math.max(1, viewHeight / ROW_HEIGHT)
  if (row < top) return row
  return row + 1 > top + inSight ? row + 1 - inSight : top
}

export function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, value))
}
