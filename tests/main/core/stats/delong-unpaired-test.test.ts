import { describe, expect, it } from 'vitest'
import { delongUnpairedTest } from '../../../../src/main/core/stats/delong-unpaired-test.ts'
import { tallyScores } from '../../../../src/main/core/stats/score-tally.ts'
import { germanColumn, germanOutcomes } from './german-credit.ts'
import { type GoldenComparison, proc, relativeError } from './golden-values.ts'
import { thrownKind } from './thrown-kind.ts'

function split(yTrue: ArrayLike<number>, scores: readonly number[], isA: (row: number) => boolean) {
  const rows = scores.map((_, row) => row)
  const tally = (chosen: number[]) =>
    tallyScores(
      chosen.map((row) => yTrue[row]!),
      chosen.map((row) => scores[row]!),
    )
  return [tally(rows.filter(isA)), tally(rows.filter((row) => !isA(row)))] as const
}

function expectGolden(test: ReturnType<typeof delongUnpairedTest>, expected: GoldenComparison): void {
  expect(test.difference).toBeCloseTo(expected.difference, 13)
  expect(relativeError(test.statistic, expected.statistic)).toBeLessThan(1e-10)
  expect(relativeError(test.degreesOfFreedom!, expected.degreesOfFreedom!)).toBeLessThan(1e-10)
  expect(relativeError(test.pValue, expected.pValue)).toBeLessThan(1e-10)
  expect((test.upper - test.difference) / test.standardError).toBeCloseTo(expected.critical!, 9)
  expect((test.difference - test.lower) / test.standardError).toBeCloseTo(expected.critical!, 9)
}

describe('delongUnpairedTest', () => {
  it('agrees with pROC on men and women of aSAH', () => {
    const { yTrue, s100b, isMale, unpairedMaleFemale } = proc.aSAH
    const [men, women] = split(yTrue, s100b, (row) => isMale[row] === 1)
    expectGolden(delongUnpairedTest(men, women), unpairedMaleFemale)
  })

  it('agrees with pROC on the first 700 and the other rows of German Credit', () => {
    const [first, others] = split(germanOutcomes(), germanColumn('month').map(Number), (row) => row < 700)
    expectGolden(delongUnpairedTest(first, others), proc.german.unpairedFirst700)
  })

  it('is undefined when neither sample overlaps or a class is too small', () => {
    const perfect = tallyScores([0, 0, 1, 1], [1, 2, 3, 4])
    expect(thrownKind(() => delongUnpairedTest(perfect, perfect))).toBe('undefined')
    expect(thrownKind(() => delongUnpairedTest(perfect, tallyScores([0, 1, 1], [1, 2, 3])))).toBe('undefined')
  })

  it('refuses a level of 0', () => {
    const tally = tallyScores([0, 1, 0, 1], [1, 2, 3, 4])
    expect(thrownKind(() => delongUnpairedTest(tally, tally, 0))).toBe('invalidInput')
  })
})
