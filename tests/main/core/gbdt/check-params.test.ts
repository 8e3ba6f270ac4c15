import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { checkGbdtParams, withoutStrangers } from '../../../../src/main/core/gbdt/check-params.ts'
import { gbdtParamsSchema } from '../../../../src/shared/contract/boosting.ts'
import { numericColumn, textColumn } from '../scorecard/german-credit-frame.ts'

const FRAME = createFrame([numericColumn('a', [1, 2]), numericColumn('b', [1, 2]), textColumn('s', ['x', 'y'])])
const NAMES = ['a', 'b', 's']
const params = (asked: object) => gbdtParamsSchema.parse(asked)
const check =
  (asked: object, names = NAMES) =>
  () =>
    checkGbdtParams(params(asked), FRAME, names)

describe('parameters of boosting against the columns', () => {
  it('are sound with directions and codes of numbers, and groups that share characteristics', () => {
    check({
      monotone: [
        { column: 'a', direction: 'increasing' },
        { column: 'a', direction: 'increasing' },
        { column: 'b', direction: 'decreasing' },
      ],
      specialCodes: [{ column: 'a', codes: [-9] }],
      interactions: [
        ['a', 's'],
        ['a', 'b'],
      ],
    })()
  })

  it('are refused where they contradict each other or name strangers', () => {
    const both = [
      { column: 'a', direction: 'increasing' },
      { column: 'a', direction: 'decreasing' },
    ]
    expect(check({ monotone: both })).toThrow(/one direction per characteristic, got increasing and decreasing for "a"/)
    const text = [{ column: 's', direction: 'increasing' }]
    expect(check({ monotone: text })).toThrow(/monotone needs a column of numbers, got the text column "s"/)
    expect(check({ monotone: [{ column: 'a', direction: 'increasing' }] }, ['b'])).toThrow(/monotone needs .*"a"/)
    expect(check({ interactions: [['a', 'q']] })).toThrow(/interactions needs .*"q"/)
    expect(check({ specialCodes: [{ column: 'q', codes: [1] }] })).toThrow(/specialCodes needs .*"q"/)
    expect(check({ specialCodes: [{ column: 's', codes: [1] }] })).toThrow(/specialCodes needs a column of numbers/)
    const endless = { ...params({}), specialCodes: [{ column: 'a', codes: [Number.POSITIVE_INFINITY] }] }
    expect(() => checkGbdtParams(endless, FRAME, NAMES)).toThrow(/finite numbers, got Infinity for "a"/)
  })

  it('lose what they say of columns without a part, and join the codes of a column', () => {
    const asked = params({
      monotone: [
        { column: 'a', direction: 'increasing' },
        { column: 'b', direction: 'increasing' },
      ],
      specialCodes: [
        { column: 'a', codes: [-9, -8] },
        { column: 'b', codes: [1] },
        { column: 'a', codes: [-8, -7] },
      ],
      interactions: [['b'], ['a', 'b', 's']],
    })
    const kept = withoutStrangers(asked, ['a', 's'])
    expect(kept.monotone).toEqual([{ column: 'a', direction: 'increasing' }])
    expect(kept.specialCodes).toEqual([{ column: 'a', codes: [-9, -8, -7] }])
    expect(kept.interactions).toEqual([['a', 's']])
    expect({ ...kept, monotone: [], specialCodes: [], interactions: [] }).toEqual(params({}))
  })
})
