import { describe, expect, it } from 'vitest'
import { createFrame, getColumn, type NumericColumn } from '../../../../src/main/core/frame/frame.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { numericColumn } from './german-credit-frame.ts'
import { DEFAULTS, fitGerman, frame, split, target, yTrue } from './german-scorecard.ts'

describe('a scorecard that tells nobody apart', () => {
  const flat = (warnings: readonly string[]) => warnings.filter((warning) => warning.startsWith('The scorecard tells'))
  const unrounded = { ...DEFAULTS.scaling, rounding: 'none' as const }

  it('has a warning that names the penalty', () => {
    const { model, fit } = fitGerman({ l2: 1e12 }, ['status', 'month'])
    for (const { minimumPoints, maximumPoints } of model.characteristics) expect(maximumPoints).toBe(minimumPoints)
    expect(flat(fit.warnings)).toEqual([
      'The scorecard tells nobody apart: the penalty (l1 = 0, l2 = 1000000000000) leaves every coefficient next to 0. Lower it.',
    ])
  })

  it('has one where the points differ by next to nothing, whatever the units', () => {
    const { fit } = fitGerman({ l2: 1e12, scaling: unrounded }, ['status', 'month'])
    expect(flat(fit.warnings)[0]).toMatch(/^The scorecard tells next to nobody apart: the penalty/)
    const large = createFrame([
      getColumn(frame, 'credit'),
      numericColumn(
        'amount',
        Array.from(yTrue, (_, row) => 1e12 * (getColumn(frame, 'credit_amount') as NumericColumn).values[row]!),
      ),
    ])
    const raw = fitScorecard({
      frame: large,
      target,
      characteristics: ['amount'],
      params: DEFAULTS,
      split,
      seed: 1,
      method: 'logistic',
    })
    expect(Math.abs(raw.fit.coefficients[1]!.estimate)).toBeLessThan(1e-6)
    expect(flat(raw.fit.warnings)).toEqual([])
  })

  it('has one where rounding takes the differences away', () => {
    const scaling = { ...DEFAULTS.scaling, pointsToDoubleOdds: 0.01 }
    expect(flat(fitGerman({ scaling }, ['status', 'month']).fit.warnings)).toEqual([
      'The scorecard tells nobody apart: rounding takes the differences away. Raise pointsToDoubleOdds, or do not round.',
    ])
    expect(flat(fitGerman({}, ['status', 'month']).fit.warnings)).toEqual([])
  })
})

describe('bins set by hand', () => {
  it('that no row falls into are named when the characteristic stays', () => {
    const withEdges = (...edges: number[]) => ({
      binning: {
        ...DEFAULTS.binning,
        manual: [
          {
            column: 'month',
            bins: [...edges, null].map((upper, i) => ({
              definition: { kind: 'interval' as const, lower: edges[i - 1] ?? null, upper },
            })),
          },
        ],
      },
    })
    const warning = 'Bins of "month" were set by hand: 1 bin holds no row of the development sample.'
    expect(fitGerman(withEdges(12, 24, 500), ['status', 'month']).fit.warnings).toContain(warning)
    expect(fitGerman(withEdges(12, 24), ['status', 'month']).fit.warnings.join(' ')).not.toContain('set by hand')
  })
})
