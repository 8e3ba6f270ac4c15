import type { Cell } from '../../../../shared/contract/index.ts'

/** How a stored value stands to its text: the very same, written in another way, missing, or refused by its column. */
export type Reading = 'same' | 'rewritten' | 'missing' | 'unfit'

/** Compares what stands in the file with what is stored. */
export function readingOf(raw: string | null | undefined, parsed: Cell | undefined, hasIssue: boolean): Reading {
  if (hasIssue) return 'unfit'
  if (parsed === null || parsed === undefined) return 'missing'
  return String(parsed) === raw ? 'same' : 'rewritten'
}

/** Blanks at the ends, and every tab, line break and unusual blank, made visible; a cell without text is named. */
export function visibleText(raw: string | null | undefined): string {
  if (raw === null || raw === undefined) return '(no cell)'
  if (raw === '') return '(empty)'
  return raw
    .replace(/^ +| +$/g, (blanks) => '·'.repeat(blanks.length))
    .replace(/\t/g, '→')
    .replace(/\r\n|\r|\n/g, '⏎')
    .replace(/[\u00a0\u202f\u2000-\u200a\u3000]/g, '°')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '¤')
}

/** A stored value as it is shown; texts with their blanks made visible. */
export function valueText(parsed: Cell | undefined): string {
  if (parsed === null || parsed === undefined) return '◇'
  return typeof parsed === 'number' ? String(parsed) : visibleText(parsed)
}
