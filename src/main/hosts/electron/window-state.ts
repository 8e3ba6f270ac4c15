import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { screen } from 'electron'
import { z } from 'zod'

const windowStateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().min(200).max(20_000),
  height: z.number().int().min(200).max(20_000),
  isMaximized: z.boolean(),
})

export type WindowState = z.infer<typeof windowStateSchema>

/** Where the window stood; null when unknown, unreadable, or no longer on any display. */
export function readWindowState(file: string): WindowState | null {
  try {
    const state = windowStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
    return isOnDisplay(state) ? state : null
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
