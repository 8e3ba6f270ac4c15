import { readFileSync } from 'node:fs'
import { cellAt, getColumn, type NumericColumn, type TextColumn } from '../../../../src/main/core/frame/frame.ts'
import { germanCreditFrame } from '../scorecard/german-credit-frame.ts'

/** What statsmodels or R say of one regression; intercept first. */
export interface GoldenFit {
  readonly estimates: readonly number[]
  readonly standardErrors: readonly number[]
  readonly zValues: readonly number[]
  readonly pValues: readonly number[]
  readonly lower: readonly number[]
  readonly upper: readonly number[]
  readonly logLikelihood: number
  readonly logLikelihoodNull: number
  readonly aic: number
  readonly bic: number
}

export interface GoldenLogistic {
  readonly raw: GoldenFit
  readonly woe: GoldenFit
  readonly weighted: GoldenFit
  readonly ridge: { readonly l2: number; readonly intercept: number; readonly coefficients: readonly number[] }
  readonly inflation: { readonly raw: readonly number[]; readonly woe: readonly number[] }
}

const frame = germanCreditFrame()

export function readGolden<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../../../golden/${name}`, import.meta.url), 'utf8')) as T
}

/** 1 = bad, all 1,000 rows. */
export const yTrue = Uint8Array.from({ length: frame.nRows }, (_, i) =>
  cellAt(getColumn(frame, 'credit'), i) === 2 ? 1 : 0,
)

/** Four numeric columns as they are, dummies of status and housing. */
export const rawDesign: Float64Array[] = [
  ...['month', 'credit_amount', 'age', 'investment_as_income_percentage'].map(
    (name) => (getColumn(frame, name) as NumericColumn).values,
  ),
  ...[
    ['status', 'A12'],
    ['status', 'A13'],
    ['status', 'A14'],
    ['housing', 'A152'],
    ['housing', 'A153'],
  ].map(([name, level]) => {
    const column = getColumn(frame, name!) as TextColumn
    return Float64Array.from(column.codes, (code) => (column.levels[code] === level ? 1 : 0))
  }),
]

/** Weights of evidence of five text columns, one bin per level. */
export const woeDesign: Float64Array[] = ['status', 'credit_history', 'savings', 'purpose', 'property'].map((name) => {
  const { codes, levels } = getColumn(frame, name) as TextColumn
  const counts = levels.map(() => [0, 0] as [number, number])
  codes.forEach((code, i) => void counts[code]![yTrue[i] as 0 | 1]++)
  const events = yTrue.reduce((sum, y) => sum + y, 0)
  return Float64Array.from(codes, (code) => {
    const [nonEvent, event] = counts[code]!
    return Math.log(nonEvent / (yTrue.length - events) / (event / events))
  })
})
