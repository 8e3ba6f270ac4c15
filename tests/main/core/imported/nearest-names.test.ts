import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nearestNames } from '../../../../src/main/core/imported/nearest-names.ts'

describe('nearestNames', () => {
  it('gives the most alike first', () => {
    const columns = ['income', 'incomes', 'outcome', 'age', 'Amount']
    expect(nearestNames('incmoe', columns)).toEqual(['income', 'incomes'])
    expect(nearestNames('amount', columns)).toEqual(['Amount'])
    expect(nearestNames('credit_amount', columns)).toEqual(['Amount'])
    expect(nearestNames('zzz', columns)).toEqual([])
    expect(nearestNames('income', columns, 1)).toEqual(['income'])
  })

  it('finds a name itself, and one with two letters swapped', () => {
    const name = fc.string({ minLength: 4, maxLength: 20 })
    fc.assert(
      fc.property(name, fc.nat(2), (one, at) => {
        const swapped = one.slice(0, at) + one[at + 1] + one[at] + one.slice(at + 2)
        expect(nearestNames(one, ['#', one])[0]).toBe(one)
        expect(nearestNames(swapped, [one])).toEqual([one])
      }),
    )
  })
})
