import { describe, expect, it } from 'vitest'
import { chooseReferenceGroup } from '../../../../src/main/core/fairness/choose-reference-group.ts'
import { thrownKind } from '../stats/thrown-kind.ts'

describe('chooseReferenceGroup', () => {
  it('takes the largest group and says so', () => {
    expect(chooseReferenceGroup(Int32Array.of(0, 1, 1, -1), ['a', 'b'])).toEqual({
      referenceGroup: 'b',
      referenceReason: 'largest group (2 of 3 rows); chosen by default',
    })
  })

  it('breaks ties by label and says so', () => {
    const { referenceGroup, referenceReason } = chooseReferenceGroup(Int32Array.of(0, 1), ['b', 'a'])
    expect(referenceGroup).toBe('a')
    expect(referenceReason).toContain('first by label of 2 equally large groups')
  })

  it('is undefined when no row is in a group', () => {
    expect(thrownKind(() => chooseReferenceGroup(Int32Array.of(-1), ['a']))).toBe('undefined')
    expect(thrownKind(() => chooseReferenceGroup(new Int32Array(0), []))).toBe('undefined')
  })
})
