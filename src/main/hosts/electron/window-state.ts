import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { screen } from 'electron'

/** The window in its normal size, and whether it filled the screen. */
export interface WindowState {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isMaximized: boolean
}

const SIZE = { smallest: 200, largest: 20_000 } as const

/** Where the window stood; null when unknown, unreadable, or no longer on any display. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return isWindowState(state) && isOnDisplay(state) ? state : null
  } catch {
    return null
  }
}

/** A convenience: a folder that cannot be written only costs the memory of the place. */
export function writeWindowState(file: string, state: WindowState): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.partial`, JSON.stringify(state), { mode: 0o600 })
    renameSync(`${file}.partial`, file)
  } catch {
    // The next start opens in the middle.
  }
}

/** The title bar's middle lies within a display, so that the window can be moved. */
function isOnDisplay(state: WindowState): boolean {
  const middle = { x: state.x + Math.round(state.width / 2), y: state.y + 10 }
  return screen.getAllDisplays().some(({ workArea }) => {
    const isInside = middle.x >= workArea.x && middle.x < workArea.x + workArea.width
    return isInside && middle.y >= workArea.y && middle.y < workArea.y + workArea.height
  })
}

function isWindowState(value: unknown): value is WindowState {
  if (typeof value !== 'object' || value === null) return false
  const { x, y, width, height, isMaximized } = value as Record<string, unknown>
  const isSize = (side: unknown): boolean =>
    Number.isInteger(side) && Number(side) >= SIZE.smallest && Number(side) <= SIZE.largest
  return (
    Number.isInteger(x) && Number.isInteger(y) && isSize(width) && isSize(height) && typeof isMaximized === 'boolean'
  )
}
