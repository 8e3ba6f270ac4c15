import type { GbdtParams } from '../../../../shared/contract/index.ts'

export type Direction = GbdtParams['monotone'][number]['direction']

/** How the PD may go as a value rises. */
export const DIRECTION_WORDS: Readonly<
  Record<Direction, { readonly label: string; readonly short: string; readonly mark: string; readonly hotkey: string }>
> = {
  increasing: { label: 'PD rises', short: '↗ rises', mark: '↗', hotkey: 'R' },
  decreasing: { label: 'PD falls', short: '↘ falls', mark: '↘', hotkey: 'F' },
}

/** "PD rises", or that anything goes. */
export function directionText(direction: Direction | null): string {
  return direction === null ? 'None' : DIRECTION_WORDS[direction].label
}
