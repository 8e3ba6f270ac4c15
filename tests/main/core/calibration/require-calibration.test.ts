import { describe, expect, it } from 'vitest'
import { requireCalibration } from '../../../../src/main/core/calibration/require-calibration.ts'

const isotonic = (...knots: (readonly [number, number])[]) => ({
  method: 'isotonic' as const,
  knots: knots.map(([probability, calibrated]) => ({ probability, calibrated })),
})

describe('requireCalibration', () => {
  it.each([
    ['knots over the whole range', isotonic([0, 0], [0.5, 0.2], [0.5, 0.3], [1, 1])],
    ['one knot', isotonic([0.3, 0.3])],
    ['another method, whatever its numbers', { method: 'platt' as const, intercept: 90, slope: -3 }],
  ])('takes %s', (_what, calibration) => {
    expect(() => requireCalibration(calibration)).not.toThrow()
  })

  it.each([
    ['p that falls', isotonic([0.5, 0.1], [0.2, 0.9]), 2],
    ['a PD that falls', isotonic([0.1, 0.5], [0.2, 0.4]), 2],
    ['a PD below 0', isotonic([0.1, -5]), 1],
    ['a PD above 1', isotonic([0.1, 0.2], [0.2, 17]), 2],
    ['p above 1', isotonic([1.5, 0.2]), 1],
    ['p below 0', isotonic([-0.5, 0.2]), 1],
  ])('refuses %s', (_what, calibration, knot) => {
    expect(() => requireCalibration(calibration)).toThrow(
      expect.objectContaining({ kind: 'invalidInput', message: expect.stringMatching(new RegExp(`as knot ${knot}$`)) }),
    )
  })
})
