import { describe, expect, it } from 'vitest'
import { countDistinct, targetVector } from '../../../../src/main/core/scorecard/target-vector.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'

function kindOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof StatisticError) return error.kind
  }
  return 'nothing thrown'
}

describe('target vector', () => {
  it('is 1 where the event value stands', () => {
    expect([...targetVector(numericColumn('y', [1, 2, 2, 1]), '2')]).toEqual([0, 1, 1, 0])
    expect([...targetVector(numericColumn('y', [-1, 0.5]), ' 5e-1 ')]).toEqual([0, 1])
    expect([...targetVector(numericColumn('y', [-1, 0.5]), '−1')]).toEqual([1, 0])
    expect([...targetVector(textColumn('y', ['no', 'yes', 'no']), 'yes')]).toEqual([0, 1, 0])
  })

  it('names the row of a missing target, counted from 1', () => {
    expect(() => targetVector(numericColumn('y', [1, 2, null]), '2')).toThrow(
      'target "y" needs a value in every row, got a missing one in row 3',
    )
    expect(() => targetVector(textColumn('y', [null, 'a']), 'a')).toThrow('in row 1')
  })

  it('lists the values that occur when the event value does not', () => {
    const run = () => targetVector(textColumn('y', ['no', 'yes', 'no']), 'Yes')
    expect(run).toThrow('target "y" needs an event value that occurs, got "Yes"; it holds no, yes')
    expect(kindOf(run)).toBe('invalidInput')
    const many = numericColumn(
      'y',
      Array.from({ length: 30 }, (_, i) => 29 - i),
    )
    expect(() => targetVector(many, '99')).toThrow('it holds 30 values, among them 0, 1, 2, 3, 4, 5, 6, 7, 8, 9')
    expect(() => targetVector(many, '99')).not.toThrow('9, 10')
  })

  it('names the class when there is one only', () => {
    const run = () => targetVector(numericColumn('y', [2, 2]), '2')
    expect(run).toThrow('target "y" needs events and non-events, got the event value "2" in all 2 rows')
    expect(kindOf(run)).toBe('undefined')
  })

  it('refuses a text as event value of numbers, and no rows', () => {
    expect(() => targetVector(numericColumn('y', [1, 2]), 'bad')).toThrow(
      'target "y" is numeric and needs a number as event value, got "bad"',
    )
    expect(() => targetVector(numericColumn('y', [0, 2]), ' ')).toThrow('got " "')
    expect(() => targetVector(numericColumn('y', []), '1')).toThrow('needs rows, got none')
  })
})

describe('number of distinct values', () => {
  it('leaves missing values and levels without rows out', () => {
    expect(countDistinct(numericColumn('y', [1, null, 1, 2]))).toBe(2)
    expect(countDistinct({ kind: 'text', name: 'y', codes: Int32Array.of(0, -1, 0), levels: ['a', 'b'] })).toBe(1)
  })
})
