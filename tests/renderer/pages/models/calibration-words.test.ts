import { describe, expect, it } from 'vitest'
import {
  calibrationRows,
  undefinedMeasures,
} from '../../../../src/renderer/pages/models/calibration/calibration-rows.ts'
import {
  CALIBRATION_METHODS,
  calibrationFormula,
  calibrationInput,
  DEFAULT_CALIBRATION,
} from '../../../../src/renderer/pages/models/calibration/calibration-words.ts'
import type { Calibration, CalibrationReport, ScorecardModel } from '../../../../src/shared/contract/index.ts'

function formula(calibration?: Calibration, offset = 387.5): string {
  const model = { offset, factor: 72, ...(calibration === undefined ? {} : { calibration }) } as ScorecardModel
  return calibrationFormula(model).replaceAll('\u2060', '')
}

describe('calibrationFormula', () => {
  it('is the logistic one without a calibration', () => {
    expect(formula()).toBe('PD = 1 / (1 + e^−η) with η = −(points − 387.5) / 72.')
    expect(formula(undefined, -20)).toBe('PD = 1 / (1 + e^−η) with η = −(points + 20) / 72.')
  })

  it('writes numbers below 0 with a minus, never with a plus before it', () => {
    expect(formula({ method: 'platt', intercept: -0.25, slope: 0.75 })).toContain('e^−(−0.25 + 0.75 · η)')
    expect(formula({ method: 'shift', intercept: -1.5 })).toContain('e^−(η − 1.5)')
    expect(formula({ method: 'beta', a: 1.5, b: 0.5, c: -2 })).toContain('e^−(−2 + 1.5 · ln p − 0.5 · ln(1 − p))')
    expect(formula({ method: 'beta', a: 1.5, b: -0.5, c: 2 })).toContain('ln p + 0.5 · ln(1 − p)')
  })

  it('counts the knots of an isotonic calibration', () => {
    const knots = [0.1, 0.2, 0.3].map((probability) => ({ probability, calibrated: probability }))
    expect(formula({ method: 'isotonic', knots })).toContain('between 3 knots')
  })
})

describe('calibrationInput', () => {
  it('takes a central tendency for the shift alone, as a share', () => {
    const asked = { ...DEFAULT_CALIBRATION, tendencyPercent: 2.9 }
    expect(calibrationInput({ ...asked, method: 'shift' }, true).centralTendency).toBe(0.029)
    for (const method of CALIBRATION_METHODS.filter((one) => one !== 'shift')) {
      expect(calibrationInput({ ...asked, method }, true).centralTendency).toBeNull()
    }
  })

  it('takes all rows of a dataset that is not the one of the model', () => {
    expect(calibrationInput(DEFAULT_CALIBRATION, true).sample).toBe('holdout')
    expect(calibrationInput(DEFAULT_CALIBRATION, false).sample).toBe('all')
  })
})

const estimate = (value: number | null, reason = null as string | null) => ({ value, lower: null, upper: null, reason })

function figures(meanPredicted: number, logLoss: ReturnType<typeof estimate>) {
  const measure = estimate(0.5)
  return {
    meanPredicted,
    logLoss,
    brierScore: measure,
    expectedCalibrationError: measure,
    calibrationSlope: measure,
    calibrationIntercept: measure,
    calibrationInTheLarge: measure,
    curve: [],
  }
}

const REPORT = {
  samples: [
    {
      label: 'the hold-out sample',
      nRows: 300,
      before: figures(0.31, estimate(0.5)),
      after: figures(0.3, estimate(0.4)),
    },
    {
      label: 'the development sample',
      nRows: 700,
      before: figures(0.29, estimate(0.45)),
      after: figures(0.28, estimate(null, 'a PD of 0 that turned bad')),
    },
  ],
} as unknown as CalibrationReport

describe('calibrationRows', () => {
  it('has a cell before and one after for every sample, in their order', () => {
    const [mean] = calibrationRows(REPORT)
    expect(mean?.cells).toEqual(['31.00%', '30.00%', '29.00%', '28.00%'])
    for (const row of calibrationRows(REPORT)) expect(row.cells).toHaveLength(4)
  })

  it('shows a dash for what does not exist, and says why once', () => {
    expect(calibrationRows(REPORT).at(-1)?.cells).toEqual(['0.5000', '0.4000', '0.4500', '–'])
    expect(undefinedMeasures(REPORT)).toEqual(['– Log-loss: a PD of 0 that turned bad'])
  })
})
