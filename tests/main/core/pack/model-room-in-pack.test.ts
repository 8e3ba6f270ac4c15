import { describe, expect, it } from 'vitest'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { evaluateGate } from '../../../../src/main/core/governance/evaluate-gate.ts'
import { gateEvidence } from '../../../../src/main/core/governance/gate-evidence.ts'
import { hasStatedHash } from '../../../../src/main/core/governance/has-stated-hash.ts'
import { buildPack } from '../../../../src/main/core/pack/build-pack.ts'
import type { PackBlock, PackDocument } from '../../../../src/main/core/pack/pack-document.ts'
import type { PackEvidence, PackEvidenceKind } from '../../../../src/main/core/pack/pack-evidence.ts'
import type { Calibration, PackInput, ScorecardModel } from '../../../../src/main/core/pack/pack-input.ts'
import { fitReport } from './model-fixtures.ts'
import { fullSource } from './pack-fixtures.ts'

const SOURCE = fullSource()

function listed(kind: Exclude<PackEvidenceKind, 'fitReport'>, id: string): PackEvidence {
  const payload = { kind } as PackEvidence['payload']
  return { ...SOURCE.evidence[0]!, id, kind, title: `About ${kind}`, contentHash: contentHash(payload), payload }
}

const LISTED = [
  listed('calibrationReport', 'ev_cal'),
  listed('strategyReport', 'ev_str1'),
  listed('strategyReport', 'ev_str2'),
  listed('comparisonReport', 'ev_com'),
]

type ModelChange = Partial<Pick<typeof SOURCE.model, 'method' | 'origin'>>

function withModel(change: Partial<ScorecardModel>, model: ModelChange = {}): PackInput {
  const scorecard = { ...SOURCE.scorecard, ...change }
  return { ...SOURCE, scorecard, model: { ...SOURCE.model, ...model, contentHash: contentHash(scorecard) } }
}

function afterHeading(document: PackDocument, number: string): PackBlock[] {
  const from = document.blocks.findIndex((block) => block.kind === 'heading' && block.number === number)
  if (from < 0) return []
  const rest = document.blocks.slice(from + 1)
  const to = rest.findIndex((block) => block.kind === 'heading')
  return rest.slice(0, to < 0 ? undefined : to)
}

describe('evidence that gates do not read', () => {
  it('stands in the register of the pack with its hash, every piece of it', () => {
    const { register } = buildPack({ ...SOURCE, evidence: [...SOURCE.evidence, ...LISTED] })
    const shown = register.filter(({ id }) => LISTED.some((item) => item.id === id))
    expect(shown.map(({ kind, hashCheck }) => [kind, hashCheck])).toEqual([
      ['Calibration report', 'agrees'],
      ['Strategy report', 'agrees'],
      ['Strategy report', 'agrees'],
      ['Comparison report', 'agrees'],
    ])
  })

  it('changes neither the evaluation of a gate nor the manifest a decision cites', () => {
    const { policy, model, evidence, evaluations } = fullSource()
    const all = gateEvidence([...evidence, ...LISTED])
    expect(all).toEqual(evidence)
    for (const stated of evaluations) expect(evaluateGate(policy, stated.gateId, model.id, all)).toEqual(stated)
  })
})

describe('the model section of the pack', () => {
  it.each<[Calibration, string, number[]]>([
    [{ method: 'platt', intercept: 0.25, slope: 1.5 }, 'Platt', [0.25, 1.5]],
    [{ method: 'shift', intercept: -0.75 }, 'central tendency', [-0.75]],
    [{ method: 'beta', a: 1.25, b: 0.8, c: -0.1 }, 'beta', [1.25, 0.8, -0.1]],
    [{ method: 'isotonic', knots: [{ probability: 0.1, calibrated: 0.05 }] }, 'isotonic', [0.1, 0.05]],
  ])('prints how the PD is calibrated: %j', (calibration, word, constants) => {
    const document = buildPack(withModel({ calibration }))
    const text = JSON.stringify(afterHeading(document, '4.2.1'))
    expect(text).toContain(word)
    for (const constant of constants) expect(text).toContain(String(constant))
    expect(JSON.stringify(afterHeading(document, '4.2'))).toContain('The PD is calibrated')
  })

  it('says nothing of a calibration where there is none', () => {
    const document = buildPack(SOURCE)
    expect(afterHeading(document, '4.2.1')).toEqual([])
    expect(JSON.stringify(afterHeading(document, '4.2'))).toContain('PD = 1 / (1 + exp((score')
  })

  it('prints a straight line by its points at 0 and per unit', () => {
    const [first, ...others] = SOURCE.scorecard.characteristics
    const attributes = first!.attributes.map((one, i) =>
      i === 0 ? { ...one, points: 12.5, pointsPerUnit: -0.125 } : one,
    )
    const line = { ...first!, attributes, range: { minimum: 0, maximum: 80 } }
    const text = JSON.stringify(
      afterHeading(buildPack(withModel({ characteristics: [line, ...others] }, { method: 'logistic' })), '4.2'),
    )
    expect(text).toContain(`${first!.attributes[0]!.label}: at 0`)
    expect(text).toContain(`${first!.attributes[0]!.label}: per unit`)
    expect(text).toContain('12.5')
    expect(text).toContain('-0.125')
    expect(text).toContain('nearest of them')
  })

  it('tells the method and where the model comes from', () => {
    const method = (input: PackInput) => JSON.stringify(afterHeading(buildPack(input), '4.1'))
    expect(method(SOURCE)).toContain('on the weight of evidence of binned characteristics')
    expect(method(withModel({}, { method: 'logistic' }))).toContain('on the columns themselves')
    const calibrated = { kind: 'calibrated', modelVersionId: 'mv_parent', method: 'beta' } as const
    expect(method(withModel({}, { origin: calibrated }))).toContain('mv_parent')
    const imported = { kind: 'imported', fileName: 'card.pmml', sha256: 'ab12', format: 'pmml' } as const
    expect(method(withModel({}, { origin: imported }))).toContain('card.pmml')
    const coefficients = (input: PackInput) => JSON.stringify(afterHeading(buildPack(input), '4.3'))
    expect(coefficients(SOURCE)).toContain('The fit converged after')
    expect(coefficients(SOURCE)).toContain('negative coefficient')
    expect(coefficients(withModel({}, { method: 'logistic' }))).not.toContain('negative coefficient')
    expect(coefficients(withModel({}, { origin: imported }))).toContain('not fitted here')
  })
})

describe('the hash of a report', () => {
  const report = fitReport(fullSource().scorecard, [])
  const { boosting, equality, ...beforeTrees } = report
  const { holdoutAuc, correlations, rounding, selectionPath, selectionMethod, rejectInference, weighting, ...rest } =
    beforeTrees
  const older = { ...rest, coefficients: rest.coefficients.map(({ likelihoodRatioP: _, ...one }) => one) }
  const asRead = {
    ...report,
    holdoutAuc: null,
    coefficients: report.coefficients.map((one) => ({ ...one, likelihoodRatioP: null })),
  }

  it('is that of its text, also for a report written before it had all of its fields', () => {
    expect([
      correlations,
      rounding,
      selectionPath,
      selectionMethod,
      rejectInference,
      weighting,
      holdoutAuc,
      boosting,
      equality,
    ]).toHaveLength(9)
    expect(hasStatedHash(report, contentHash(report))).toBe(true)
    expect(hasStatedHash(asRead, contentHash(older))).toBe(true)
  })

  it('is that of a report from before there were trees, whose other fields stand at rest', () => {
    expect(beforeTrees.selectionPath).toEqual([])
    expect(hasStatedHash(report, contentHash(beforeTrees))).toBe(true)
    expect(hasStatedHash({ ...report, equality: {} } as unknown as typeof report, contentHash(beforeTrees))).toBe(false)
  })

  it('is not that of another report', () => {
    expect(hasStatedHash(report, contentHash(older))).toBe(false)
    expect(hasStatedHash({ ...asRead, aic: 1 } as typeof report, contentHash(older))).toBe(false)
    expect(hasStatedHash({ ...asRead, selectionMethod: 'x' } as typeof report, contentHash(older))).toBe(false)
    const tested = asRead.coefficients.map((one) => ({ ...one, likelihoodRatioP: 0.5 }))
    expect(hasStatedHash({ ...asRead, coefficients: tested } as typeof report, contentHash(older))).toBe(false)
    expect(hasStatedHash({ kind: 'validationReport' }, contentHash(older))).toBe(false)
  })
})
