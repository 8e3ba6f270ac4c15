import { describe, expect, it } from 'vitest'
import { evaluateGate } from '../../../../src/main/core/governance/evaluate-gate.ts'
import type {
  GateEvidence,
  GatePayload,
  Policy,
  PolicyCheck,
  SampleName,
} from '../../../../src/main/core/governance/gate-types.ts'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'

const HASH = 'a'.repeat(64)

function check(part: Partial<PolicyCheck>): PolicyCheck {
  return {
    id: 'auc',
    label: 'AUC, hold-out',
    metric: 'rocAuc',
    evidenceKind: 'validationReport',
    sample: 'holdout',
    comparator: 'atLeast',
    limit: 0.75,
    breachLimit: 0.7,
    isRequired: true,
    ...part,
  }
}

function policy(...checks: PolicyCheck[]): Policy {
  return { kind: 'policy', id: 'p', version: '1', gates: [{ id: 'g', title: 'Gate', purpose: 'To test', checks }] }
}

function validation(
  auc: number | null,
  id = 'ev_1',
  datasetVersionId = 'dv_1',
  psi: number | null = 0.02,
): GateEvidence {
  const value = (number: number | null) => ({ value: number, reason: number === null ? 'one class only' : null })
  const payload: GatePayload = {
    kind: 'validationReport',
    samples: [
      {
        sample: 'holdout',
        rocAuc: value(auc),
        gini: value(auc === null ? null : 2 * auc - 1),
        ksStatistic: value(0.4),
        brierScore: value(0.17),
        logLoss: value(0.5),
        hosmerLemeshow: { pValue: 0.3, reason: null },
        calibrationInTheLarge: value(0.001),
      },
    ],
    scoreStability: { populationStabilityIndex: value(psi) },
  }
  return { id, contentHash: HASH, datasetVersionId, payload }
}

interface GroupSpec {
  readonly group: string
  readonly air: number | null
  readonly isReference?: boolean
  readonly isSufficient?: boolean
}

function fairness(
  groups: readonly GroupSpec[],
  id = 'ev_f',
  column = 'age',
  sample: SampleName = 'all',
  datasetVersionId = 'dv_1',
): GateEvidence {
  const rows = groups.map(({ group, air, isReference = false, isSufficient = true }) => ({
    group,
    isReference,
    isSufficient,
    adverseImpactRatio: { value: air, reason: air === null ? 'nobody selected' : null },
  }))
  return {
    id,
    contentHash: HASH,
    datasetVersionId,
    payload: { kind: 'fairnessReport', grouping: { column }, sample, bases: [{ basis: 'decision', groups: rows }] },
  }
}

const AIR = check({
  id: 'air',
  metric: 'lowestAdverseImpactRatio',
  evidenceKind: 'fairnessReport',
  sample: null,
  limit: 0.9,
  breachLimit: 0.8,
})

describe('evaluateGate', () => {
  it.each([
    [0.75, 'withinTolerance'],
    [0.7499999, 'investigate'],
    [0.7, 'investigate'],
    [0.6999999, 'breach'],
  ] as const)('calls an AUC of %d %s: limits belong to the good side', (auc, verdict) => {
    const evaluation = evaluateGate(policy(check({})), 'g', 'mv', [validation(auc)])
    expect(evaluation.checks[0]).toMatchObject({ value: auc, verdict, evidenceId: 'ev_1' })
    expect(evaluation.outcome).toBe(verdict)
  })

  it('reads "at most" the other way round', () => {
    const psi = check({
      metric: 'populationStabilityIndex',
      sample: null,
      comparator: 'atMost',
      limit: 0.1,
      breachLimit: 0.25,
    })
    const verdict = (value: number) =>
      evaluateGate(policy(psi), 'g', 'mv', [validation(0.8, 'ev', 'dv', value)]).checks[0]!.verdict
    expect([verdict(0.1), verdict(0.11), verdict(0.25), verdict(0.26)]).toEqual([
      'withinTolerance',
      'investigate',
      'investigate',
      'breach',
    ])
  })

  it('blocks every approval while required evidence is missing', () => {
    const evaluation = evaluateGate(policy(check({})), 'g', 'mv', [])
    expect(evaluation.allowedDecisions).toEqual(['notApproved'])
    expect(evaluation.outcome).toBe('notAssessed')
    expect(evaluation.blockers[0]).toContain('not assessed')
  })

  it('treats an undefined metric as missing, with its reason', () => {
    const evaluation = evaluateGate(policy(check({})), 'g', 'mv', [validation(null)])
    expect(evaluation.checks[0]).toMatchObject({
      verdict: 'notAssessed',
      value: null,
      reason: 'Undefined: one class only',
    })
    expect(evaluation.allowedDecisions).toEqual(['notApproved'])
  })

  it('lets a breach be approved with conditions only', () => {
    const evaluation = evaluateGate(policy(check({})), 'g', 'mv', [validation(0.6)])
    expect(evaluation.allowedDecisions).toEqual(['approvedWithConditions', 'notApproved'])
  })

  it('does not let an optional check block anything', () => {
    const evaluation = evaluateGate(policy(check({ isRequired: false })), 'g', 'mv', [])
    expect(evaluation.allowedDecisions).toEqual(['approved', 'approvedWithConditions', 'notApproved'])
    expect(evaluation.outcome).toBe('withinTolerance')
  })

  it('counts the worst of several data sets, whatever their order', () => {
    const both = [validation(0.72, 'ev_a', 'dv_1'), validation(0.8, 'ev_b', 'dv_2')]
    for (const evidence of [both, [...both].reverse()]) {
      expect(evaluateGate(policy(check({})), 'g', 'mv', evidence).checks[0]).toMatchObject({
        value: 0.72,
        evidenceId: 'ev_a',
      })
    }
  })

  it('lets newer evidence on the same data replace older, and says so', () => {
    const evidence = [validation(0.6, 'old'), validation(0.8, 'new')]
    const [result] = evaluateGate(policy(check({})), 'g', 'mv', evidence).checks
    expect(result).toMatchObject({ value: 0.8, evidenceId: 'new' })
    expect(result!.reason).toContain('1 earlier result on the same subject replaced')
    const [again] = evaluateGate(policy(check({})), 'g', 'mv', [...evidence, validation(0.7, 'newest')]).checks
    expect(again!.reason).toContain('2 earlier results')
  })

  it('does not let one sample replace another: the worst of them counts', () => {
    const groups = (air: number) => [
      { group: 'a', air: 1, isReference: true },
      { group: 'b', air },
    ]
    const evidence = [fairness(groups(0.7), 'ev_all', 'age', 'all'), fairness(groups(0.95), 'ev_dev', 'age', 'holdout')]
    expect(evaluateGate(policy(AIR), 'g', 'mv', evidence).checks[0]).toMatchObject({ value: 0.7, evidenceId: 'ev_all' })
  })

  it('does not accept evidence on other data alone, but counts it beside that on the training data', () => {
    const fit: GateEvidence = {
      id: 'ev_fit',
      contentHash: HASH,
      datasetVersionId: 'dv_1',
      payload: { kind: 'fitReport', coefficients: [] },
    }
    const groups = (air: number) => [
      { group: 'a', air: 1, isReference: true },
      { group: 'b', air },
    ]
    const elsewhere = fairness(groups(0.85), 'ev_else', 'age', 'all', 'dv_2')
    const alone = evaluateGate(policy(AIR), 'g', 'mv', [fit, elsewhere])
    expect(alone.checks[0]).toMatchObject({ value: null, verdict: 'notAssessed', evidenceId: 'ev_else' })
    expect(alone.allowedDecisions).toEqual(['notApproved'])
    const both = evaluateGate(policy(AIR), 'g', 'mv', [fit, fairness(groups(0.95)), elsewhere])
    expect(both.checks[0]).toMatchObject({ value: 0.85, verdict: 'investigate', evidenceId: 'ev_else' })
  })

  it('takes the lowest impact ratio over groups and attributes, never the reference', () => {
    const age = fairness(
      [
        { group: '> 25', air: 1, isReference: true },
        { group: '≤ 25', air: 0.79 },
      ],
      'ev_age',
      'age',
    )
    const sex = fairness(
      [
        { group: 'm', air: 1, isReference: true },
        { group: 'f', air: 0.95 },
      ],
      'ev_sex',
      'sex',
    )
    expect(evaluateGate(policy(AIR), 'g', 'mv', [age, sex]).checks[0]).toMatchObject({
      value: 0.79,
      verdict: 'breach',
      reason: 'age: ≤ 25',
      evidenceId: 'ev_age',
    })
  })

  it('never passes on small groups alone, and says how many were skipped', () => {
    const reference = { group: 'a', air: 1, isReference: true }
    const small = { group: 'b', air: 0.1, isSufficient: false }
    expect(evaluateGate(policy(AIR), 'g', 'mv', [fairness([reference, small])]).checks[0]!.verdict).toBe('notAssessed')
    const mixed = evaluateGate(policy(AIR), 'g', 'mv', [fairness([reference, small, { group: 'c', air: 0.97 }])])
    expect(mixed.checks[0]).toMatchObject({ value: 0.97, reason: 'age: c; 1 small group not assessed' })
  })

  it('binds the evidence by hash', () => {
    const one = evaluateGate(policy(check({})), 'g', 'mv', [validation(0.8)])
    const other = evaluateGate(policy(check({})), 'g', 'mv', [{ ...validation(0.8), contentHash: 'b'.repeat(64) }])
    expect(one.evidenceManifestHash).not.toBe(other.evidenceManifestHash)
    expect(evaluateGate(policy(check({})), 'g', 'mv', [validation(0.8)])).toEqual(one)
    const manifest = (evidence: GateEvidence[]) =>
      evaluateGate(policy(check({})), 'g', 'mv', evidence).evidenceManifestHash
    const pair = [validation(0.8, 'ev_a', 'dv_1'), validation(0.8, 'ev_b', 'dv_2')]
    expect(manifest([...pair].reverse())).toBe(manifest(pair))
    expect(manifest([validation(0.8), validation(0.8, 'ev_2')])).not.toBe(manifest([validation(0.8, 'ev_2')]))
  })

  it('refuses a gate the policy does not have', () => {
    expect(() => evaluateGate(policy(), 'nope', 'mv', [])).toThrow(StatisticError)
  })

  it('asks no coefficients of trees: the check is not assessed, says why, and blocks nothing', () => {
    const fit: GateEvidence = {
      id: 'ev_fit',
      contentHash: HASH,
      datasetVersionId: 'dv_1',
      payload: { kind: 'fitReport', coefficients: [], boosting: { nTrees: 3 } },
    }
    const metrics = ['largestVarianceInflationFactor', 'largestCoefficientP'] as const
    for (const metric of metrics) {
      const vif = check({
        id: 'vif',
        label: 'VIF',
        metric,
        evidenceKind: 'fitReport',
        sample: null,
        comparator: 'atMost',
      })
      const evaluation = evaluateGate(policy(check({}), vif), 'g', 'mv', [fit, validation(0.8)])
      expect(evaluation.checks[1]).toMatchObject({
        value: null,
        verdict: 'notAssessed',
        isRequired: false,
        reason: 'Does not apply: trees have no coefficients',
        evidenceId: 'ev_fit',
      })
      expect(evaluation.outcome).toBe('withinTolerance')
      expect(evaluation.allowedDecisions).toContain('approved')
      expect(evaluation.blockers).toEqual([])
      const regression = { ...fit, payload: { kind: 'fitReport', coefficients: [], boosting: null } } as GateEvidence
      expect(evaluateGate(policy(vif), 'g', 'mv', [regression]).allowedDecisions).toEqual(['notApproved'])
    }
  })
})
