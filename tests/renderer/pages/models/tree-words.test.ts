import { describe, expect, it } from 'vitest'
import { calibrationFormula } from '../../../../src/renderer/pages/models/calibration/calibration-words.ts'
import { differenceSentence } from '../../../../src/renderer/pages/models/compare/difference-sentence.ts'
import { agreementText } from '../../../../src/renderer/pages/models/export/agreement-text.ts'
import {
  DEFAULT_EXPORT,
  exportInput,
  formatExplanation,
  formatsOf,
} from '../../../../src/renderer/pages/models/export/export-formats.ts'
import { applicantFields } from '../../../../src/renderer/pages/scoring/applicant-values.ts'
import type { ComparisonReport, TreeModel } from '../../../../src/shared/contract/index.ts'

type Difference = ComparisonReport['differences'][number]

function difference(value: number | null, pValue: number | null): Difference {
  const bounds = value === null ? null : 0.01
  return {
    first: 'a',
    second: 'b',
    aucDifference: {
      value,
      lower: bounds === null || value === null ? null : value - bounds,
      upper: bounds === null || value === null ? null : value + bounds,
      reason: value === null ? 'one class' : null,
    },
    test: { pValue },
  } as unknown as Difference
}

const sentence = (value: number | null, pValue: number | null) =>
  differenceSentence(difference(value, pValue), (id) => ({ a: 'Card', b: 'Trees' })[id] ?? id)

describe('the paired test in a sentence', () => {
  it('names the better model, by how much, and whether chance could have done it', () => {
    expect(sentence(0.02, 0.0001)).toBe(
      'Trees ranks these cases better than Card: its AUC is 0.0200 larger (95% interval of the difference 0.0100 to 0.0300). Chance alone would hardly do that (p < 0.001).',
    )
    expect(sentence(-0.005, 0.3)).toContain('Card ranks these cases better than Trees: its AUC is 0.0050 larger')
    expect(sentence(-0.005, 0.3)).toContain('(p = 0.300): the difference is not established.')
    expect(sentence(0, 1)).toBe('Trees and Card rank these cases equally well.')
    expect(sentence(null, null)).toBe('Trees and Card cannot be compared: one class.')
  })
})

describe('the export of trees', () => {
  it('offers ONNX for trees alone', () => {
    expect(formatsOf('gbdt')).toContain('onnx')
    expect(formatsOf('scorecard')).not.toContain('onnx')
    expect(formatsOf('logistic')).toEqual(['json', 'pmml', 'sql'])
    expect(formatExplanation('pmml', 'gbdt')).toContain('MiningModel')
    expect(formatExplanation('pmml', 'scorecard')).toContain('Scorecard')
  })

  it('says how trees are written as SQL only where it is chosen', () => {
    const sql = { ...DEFAULT_EXPORT, format: 'sql' as const }
    expect(exportInput('m', '/x.sql', sql)).not.toHaveProperty('sqlForm')
    expect(exportInput('m', '/x.sql', { ...sql, sqlForm: 'nodes' })).toMatchObject({ sqlForm: 'nodes' })
  })

  it('tells what running the file gave', () => {
    const agreement = {
      engine: 'onnxruntime 1.30',
      nCases: 1200,
      nRows: 1000,
      nEqual: 1200,
      largestMarginDifference: 0,
      largestProbabilityDifference: 0,
      worstCase: null,
    }
    expect(agreementText(agreement)).toMatch(
      /on 1.?200 cases, 1.?000 of them rows of the data: every score is the same to the last bit\.$/,
    )
    expect(agreementText({ ...agreement, largestProbabilityDifference: 2.22e-16 })).toMatch(
      /the log-odds are the same to the last bit in all of them, the PD to 2\.2e−16\.$/,
    )
    expect(
      agreementText({
        ...agreement,
        nEqual: 1199,
        largestMarginDifference: 2.4e-7,
        largestProbabilityDifference: 5e-8,
      }),
    ).toContain('differ by at most 2.4e−7 in log-odds and 5.0e−8 in the PD.')
  })
})

describe('a model of trees in words', () => {
  const model = {
    kind: 'treeModel',
    baseMargin: -1.5,
    trees: [{}, {}],
    variables: [],
    characteristics: [
      { name: 'age', type: 'numeric', levels: null },
      { name: 'purpose', type: 'text', levels: ['car', 'house'] },
    ],
  } as unknown as TreeModel

  it('comes to its PD by the leaves', () => {
    expect(calibrationFormula(model)).toBe(
      'PD = 1 / (1 + e^−η) with η = −1.5 + the leaves a case falls into, one of each of 2 trees.',
    )
    expect(calibrationFormula({ ...model, calibration: { method: 'shift', intercept: 0.5 } })).toContain('e^−(η + 0.5)')
  })

  it('asks an applicant for its characteristics, with the levels it knows', () => {
    expect(applicantFields(model)).toEqual([
      { name: 'age', type: 'numeric', levels: [] },
      { name: 'purpose', type: 'text', levels: ['car', 'house'] },
    ])
  })
})
