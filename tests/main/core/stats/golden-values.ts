import { readFileSync } from 'node:fs'

const FOLDER = new URL('../../../golden/', import.meta.url)

export interface PythonGolden {
  readonly seeded: {
    readonly yTrue: number[]
    readonly points: number[]
    readonly yProb: number[]
    readonly rocAuc: number
    readonly delongVariance: number
    readonly ksStatistic: number
    readonly rocFpr: number[]
    readonly rocTpr: number[]
    readonly brierScore: number
    readonly brierSe: number
    readonly logLoss: number
    readonly hosmerLemeshow: {
      readonly statistic: number
      readonly nGroups: number
      readonly pOutOfSample: number
      readonly pInSample: number
      readonly counts: number[]
      readonly events: number[]
      readonly meanPredicted: number[]
      readonly expectedCalibrationError: number
    }
    readonly calibration: {
      readonly intercept: number
      readonly slope: number
      readonly interceptStandardError: number
      readonly slopeStandardError: number
      readonly interceptSlopeOne: number
      readonly interceptSlopeOneStandardError: number
    }
  }
  readonly german: Record<
    string,
    { readonly rocAuc: number; readonly delongVariance: number; readonly ksStatistic: number }
  >
  readonly tables: GoldenTable[]
  readonly wilson: {
    readonly count: number
    readonly n: number
    readonly level: number
    readonly bounds: [number, number]
  }[]
  readonly chiSquared: { readonly x: number; readonly df: number; readonly survival: number }[]
  readonly chiSquaredQuantile: { readonly p: number; readonly df: number; readonly x: number }[]
  readonly pdTests: {
    readonly defaults: number
    readonly obligors: number
    readonly pd: number
    readonly binomial: number
    readonly jeffreys: number
    readonly normal: number
  }[]
  readonly psi: { readonly expected: number[]; readonly actual: number[]; readonly psi: number }[]
  readonly cohensD: { readonly group: number[]; readonly reference: number[]; readonly value: number }[]
  readonly normalCritical: { readonly level: number; readonly z: number }[]
}

export interface GoldenTable {
  readonly table: [[number, number], [number, number]]
  readonly fisher: number
  readonly chiSquared: number
  readonly chiSquaredP: number
}

export interface GoldenInterval {
  readonly rocAuc: number
  readonly variance: number
  readonly lower: number
  readonly upper: number
}

export interface GoldenComparison {
  readonly rocAucA: number
  readonly rocAucB: number
  readonly difference: number
  readonly statistic: number
  readonly pValue: number
  readonly critical: number | null
  readonly degreesOfFreedom: number | null
  readonly lower: number | null
  readonly upper: number | null
}

export interface ProcGolden {
  readonly aSAH: {
    readonly yTrue: number[]
    readonly s100b: number[]
    readonly ndka: number[]
    readonly wfns: number[]
    readonly isMale: number[]
    readonly intervals: Record<'s100b' | 'ndka' | 'wfns', GoldenInterval>
    readonly pairedS100bWfns: GoldenComparison
    readonly pairedS100bNdka: GoldenComparison
    readonly unpairedMaleFemale: GoldenComparison
  }
  readonly german: {
    readonly intervals: Record<'month' | 'credit_amount', GoldenInterval>
    readonly paired: GoldenComparison
    readonly unpairedFirst700: GoldenComparison
  }
  readonly tables: GoldenTable[]
}

export const python: PythonGolden = read('stats-python.json')
export const proc: ProcGolden = read('stats-proc.json')

function read<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')) as T
}

/** Relative difference, for values that span many orders of magnitude. */
export function relativeError(actual: number, expected: number): number {
  return expected === 0 ? Math.abs(actual) : Math.abs(actual / expected - 1)
}
