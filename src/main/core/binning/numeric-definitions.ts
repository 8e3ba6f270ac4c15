import { StatisticError } from '../statistic-error.ts'
import type { BinDefinition } from './binned-variable.ts'

/**
 * Special codes of a numeric variable as numbers, each once.
 *
 * @throws StatisticError `invalidInput` if a code is not a finite number
 */
export function numericCodes(name: string, codes: readonly string[]): number[] {
  return [...new Set(codes.map((code) => parseCode(name, code)))]
}

/** The bins of a numeric variable with these inner edges: intervals, one bin per special code, missing. */
export function numericDefinitions(splits: readonly number[], codes: readonly number[]): BinDefinition[] {
  const intervals: BinDefinition[] = []
  for (let i = 0; i <= splits.length; i++)
    intervals.push({ kind: 'interval', lower: splits[i - 1] ?? null, upper: splits[i] ?? null })
  return [
    ...intervals,
    ...codes.map((code): BinDefinition => ({ kind: 'special', codes: [String(code)] })),
    { kind: 'missing' },
  ]
}

function parseCode(name: string, code: string): number {
  const value = code.trim() === '' ? Number.NaN : Number(code.replace('\u2212', '-'))
  if (!Number.isFinite(value)) {
    throw new StatisticError('invalidInput', `special code of numeric column "${name}" needs a number, got "${code}"`)
  }
  return value + 0
}
