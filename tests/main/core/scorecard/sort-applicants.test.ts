import { describe, expect, it } from 'vitest'
import type { RejectInference } from '../../../../src/main/core/scorecard/scorecard-model.ts'
import { sortApplicants } from '../../../../src/main/core/scorecard/sort-applicants.ts'
import { numericColumn, textColumn } from './german-credit-frame.ts'
import { DEFAULTS } from './german-scorecard.ts'

const target = textColumn('y', ['bad', 'good', null, 'good', null, 'bad'])
const mark = textColumn('decision', ['yes', 'no', 'no', 'yes', 'yes', null])
const inference = (changes: Partial<RejectInference>): RejectInference => ({ ...DEFAULTS.rejectInference, ...changes })
const rows = (sorted: ReturnType<typeof sortApplicants>) => ({
  known: [...sorted.known],
  rejected: [...sorted.rejected],
  leftOut: [...sorted.leftOut],
})

describe('sorting applicants', () => {
  it('takes rows without an outcome as rejected where there is no mark', () => {
    const sorted = sortApplicants(target, 'bad', inference({ method: 'fuzzy' }), null)
    expect(rows(sorted)).toEqual({ known: [0, 1, 3, 5], rejected: [2, 4], leftOut: [] })
    expect([...sorted.labels]).toEqual([1, 0, 2, 0, 2, 1])
  })

  it('goes by the mark where there is one, whatever the target says', () => {
    const rejected = { column: 'decision', value: 'no' }
    const sorted = sortApplicants(target, 'bad', inference({ method: 'knownOnly', rejected }), mark)
    expect(rows(sorted)).toEqual({ known: [0, 3, 5], rejected: [1, 2], leftOut: [4] })
    const numbers = numericColumn('decision', [1, 0, 0, 1, 1, null])
    const same = sortApplicants(
      target,
      'bad',
      inference({ method: 'knownOnly', rejected: { ...rejected, value: '0.0' } }),
      numbers,
    )
    expect(rows(same)).toEqual(rows(sorted))
  })

  it('refuses rows without an outcome when nothing says what to do with them: the row is named', () => {
    expect(() => sortApplicants(target, 'bad', inference({}), null)).toThrow(
      'target "y" needs a value in every row, got a missing one in row 3',
    )
    const whole = textColumn('y', ['bad', 'good'])
    expect(rows(sortApplicants(whole, 'bad', inference({}), null))).toEqual({
      known: [0, 1],
      rejected: [],
      leftOut: [],
    })
  })

  it('refuses a mark that does not occur, unless there need be none', () => {
    const asked = inference({ method: 'fuzzy', rejected: { column: 'decision', value: 'maybe' } })
    expect(() => sortApplicants(target, 'bad', asked, mark)).toThrow('a value that occurs in "decision", got "maybe"')
    expect(rows(sortApplicants(target, 'bad', asked, mark, 'anyRejects')).rejected).toEqual([])
  })
})
