import { describe, expect, it } from 'vitest'
import {
  onnxAgreement,
  onnxTolerance,
  requireAgreement,
} from '../../../../../src/main/core/deploy/onnx/onnx-agreement.ts'
import { StatisticError } from '../../../../../src/main/core/statistic-error.ts'
import { oddTreeModel } from '../../../../helpers/tree-model-variants.ts'

const scores = (margins: readonly number[], probability: readonly number[]) => ({
  margins: Float64Array.from(margins),
  probability: Float64Array.from(probability),
})
const EXPECTED = scores([1, 2, 3], [0.1, 0.2, 0.3])
const TOLERANCE = { margin: 1e-9, probability: 1e-9, share: 0 }

describe('onnxAgreement', () => {
  it('counts what is equal and finds the largest difference and its case', () => {
    expect(onnxAgreement(EXPECTED, EXPECTED)).toEqual({
      nCases: 3,
      nEqual: 3,
      largestMarginDifference: 0,
      largestProbabilityDifference: 0,
      worstCase: null,
    })
    expect(onnxAgreement(EXPECTED, scores([1, 2.5, 2.75], [0.1, 0.2, 0.3]))).toMatchObject({
      nEqual: 1,
      largestMarginDifference: 0.5,
      worstCase: 2,
    })
    expect(onnxAgreement(EXPECTED, scores([1, 2, 3], [0.1, 0.2, 0.4])).worstCase).toBe(3)
  })

  it('takes NaN for an infinite difference, and infinities that are equal for equal', () => {
    expect(onnxAgreement(EXPECTED, scores([1, Number.NaN, 3], [0.1, 0.2, 0.3])).largestMarginDifference).toBe(Infinity)
    const infinite = scores([Infinity], [1])
    expect(onnxAgreement(infinite, infinite).nEqual).toBe(1)
  })

  it('needs as many scores of both', () => {
    expect(() => onnxAgreement(EXPECTED, scores([1, 2], [0.1, 0.2, 0.3]))).toThrow(StatisticError)
    expect(() => onnxAgreement(EXPECTED, scores([1, 2], [0.1, 0.2, 0.3]))).toThrow('needs 3 scores, got 2')
  })
})

describe('requireAgreement', () => {
  it('refuses a margin or a PD that rounding does not explain, with its case', () => {
    expect(requireAgreement(EXPECTED, scores([1, 2, 3 + 1e-10], [0.1, 0.2, 0.3]), TOLERANCE).nEqual).toBe(2)
    expect(() => requireAgreement(EXPECTED, scores([1, 2, 3.01], [0.1, 0.2, 0.3]), TOLERANCE)).toThrow(
      "ONNX file needs margins within 1.0e-9 of the engine's, got a difference of 0.0100 at case 3 of 3",
    )
    expect(() => requireAgreement(EXPECTED, scores([1, NaN, 3], [0.1, 0.2, 0.3]), TOLERANCE)).toThrow(
      'Infinity at case 2',
    )
    expect(() => requireAgreement(EXPECTED, scores([1, 2, 3], [0.1, 0.2, 0.31]), TOLERANCE)).toThrow(
      'got others in 1 of 3 cases',
    )
    expect(requireAgreement(EXPECTED, scores([1, 2, 3], [0.1, 0.2, 0.31]), { ...TOLERANCE, share: 0.34 }).nCases).toBe(
      3,
    )
  })
})

describe('onnxTolerance', () => {
  it('is the bound of a sum of so many numbers, by hand', () => {
    const leaf = (value: number) => ({ ...oddTreeModel(1).trees[0]!, features: [], values: [value, -2 * value] })
    const { calibration: _, ...model } = { ...oddTreeModel(1), baseMargin: -1, trees: [leaf(0.5), leaf(1)] }
    expect(onnxTolerance(model, 'double').margin).toBe(2 * 3 * 2 ** -53 * (1 + 1 + 2))
    expect(onnxTolerance(model, 'float').margin).toBe(2 * 3 * 2 ** -24 * 4)
    expect(onnxTolerance({ ...model, arithmetic: 'single' }, 'double').margin).toBe(2 * 3 * 2 ** -24 * 4)
    const platt = { method: 'platt', intercept: 0, slope: -3 } as const
    const steep = onnxTolerance({ ...model, calibration: platt }, 'float')
    expect(steep.probability).toBeCloseTo(3 * steep.margin, 11)
  })
})
