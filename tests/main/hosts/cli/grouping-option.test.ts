import { describe, expect, it } from 'vitest'
import { groupingChoice } from '../../../../src/main/hosts/cli/grouping-option.ts'

const columns = [
  { name: 'age', type: 'numeric' },
  { name: 'sex', type: 'text' },
  { name: 'band<=3', type: 'text' },
] as const

describe('groupingChoice', () => {
  it('takes a plain column as one group per value', () => {
    expect(groupingChoice('sex', 'male', columns)).toEqual({ grouping: { column: 'sex', cuts: [] }, reference: 'male' })
    expect(groupingChoice('sex', undefined, columns)).toEqual({ grouping: { column: 'sex', cuts: [] } })
  })

  it.each(['age<=25', 'age <= 25', 'age≤25'])('reads %s as a cut', (sensitive) => {
    expect(groupingChoice(sensitive, undefined, columns)).toEqual({ grouping: { column: 'age', cuts: [25] } })
  })

  it.each([
    ['>25', '> 25'],
    ['> 25', '> 25'],
    ['<=25', '≤ 25'],
    ['≤ 25.50', '≤ 25.5'],
  ])('a reference %s of a numeric column implies the cut', (reference, label) => {
    const cut = Number(label.slice(2))
    expect(groupingChoice('age', reference, columns)).toEqual({
      grouping: { column: 'age', cuts: [cut] },
      reference: label,
    })
  })

  it('writes the reference as the group is labelled when both say the cut', () => {
    expect(groupingChoice('age<=25', '>25', columns)).toEqual({
      grouping: { column: 'age', cuts: [25] },
      reference: '> 25',
    })
  })

  it('takes such a reference of a text column, and a column so named, by their letters', () => {
    expect(groupingChoice('sex', '>25', columns)).toEqual({ grouping: { column: 'sex', cuts: [] }, reference: '>25' })
    expect(groupingChoice('band<=3', 'x', columns)).toEqual({
      grouping: { column: 'band<=3', cuts: [] },
      reference: 'x',
    })
  })
})
