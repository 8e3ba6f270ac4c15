import type { Column } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { CSV_SAMPLE } from '../limits.ts'

/** At most fifty distinct values: numbers ascending, texts in order of first occurrence. */
export function firstValues(column: Column): string[] {
  if (column.kind === 'text') return column.levels.slice(0, CSV_SAMPLE.shownValues)
  const distinct = new Set(column.values.filter((value) => !Number.isNaN(value)).sort())
  return [...distinct].slice(0, CSV_SAMPLE.shownValues).map((value) => printNumber(value))
}
