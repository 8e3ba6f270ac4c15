import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { evaluateGate } from '../../../../src/main/core/governance/evaluate-gate.ts'
import { gateEvidence } from '../../../../src/main/core/governance/gate-evidence.ts'
import type { BoostingReport } from '../../../../src/shared/contract/boosting.ts'
import { gbdtParamsSchema } from '../../../../src/shared/contract/boosting.ts'
import type { FitReport, ModelVersion } from '../../../../src/shared/contract/model.ts'
import type { TreeModel } from '../../../../src/shared/contract/tree-model.ts'
import type { PackSource } from '../../../../src/shared/pack-source.ts'
import { LEVELS, numericCharacteristic, randomTree, treeModelOf } from '../explain/tree-fixtures.ts'
import { binnedVariable, estimate, fitReport, modelVersion, pseudoRandom } from './model-fixtures.ts'
import { evidenceOf, fullSource, policy } from './pack-fixtures.ts'
import { explanationReport, fairnessReport, validationReport } from './report-fixtures.ts'

const NAMES = ['status', 'duration', 'credit_amount', 'age_years', 'purpose']

export function packTreeModel(): TreeModel {
  const characteristics = NAMES.map((name, j) => ({
    ...numericCharacteristic(name),
    ...(j === 0 || j === 4 ? { type: 'text' as const, levels: LEVELS } : {}),
    monotone: j === 1 ? ('increasing' as const) : null,
    description: j === 2 ? 'Amount of the credit' : null,
  }))
  const random = pseudoRandom(21)
  const trees = Array.from({ length: 12 }, () => randomTree(random, characteristics, 8)).map(
    ({ unseenLeft: _, ...tree }) => tree,
  )
  const variables = NAMES.map((name, j) => binnedVariable(name, 4 + (j % 3), j === 0 || j === 4 ? 'text' : 'numeric'))
  return treeModelOf(characteristics, trees, { variables }) as TreeModel
}

export function boostingReport(changes: Partial<BoostingReport> = {}): BoostingReport {
  return {
    nTrees: 12,
    nLeaves: 96,
    largestDepth: 5,
    nGrown: 40,
    stopped: 'earlyStopping',
    watched: 'a validation sample of 20% of the development rows',
    metric: 'logLoss',
    history: Array.from({ length: 40 }, (_, i) => ({
      iteration: i + 1,
      developmentLogLoss: 0.35 + 0.25 / (1 + i * 0.4),
      watchedLogLoss: 0.42 + 0.19 / (1 + i * 0.5) + 0.0002 * Math.max(0, i - 11) ** 1.5,
      watchedAuc: i % 5 === 0 ? 0.74 : null,
    })),
    importance: NAMES.map((name, j) => ({
      name,
      gain: 310 / (j + 1),
      gainShare: [0.438, 0.219, 0.146, 0.109, 0.088][j]!,
      nSplits: 30 - 4 * j,
      permutation: estimate(0.06 / (j + 1), 0.008),
    })),
    permutationSample: 'the hold-out sample',
    monotone: [{ name: 'duration', direction: 'increasing', nChecked: 18_200, largestViolation: 0 }],
    ...changes,
  }
}

export function treeFitReport(changes: Partial<BoostingReport> = {}): FitReport {
  const { variables } = packTreeModel()
  const base = fitReport({ ...fullSource().scorecard, variables }, [binnedVariable('telephone', 2, 'text')])
  return { ...base, coefficients: [], aic: null, bic: null, boosting: boostingReport(changes) }
}

/** A full source about a tree model, gates evaluated by the real engine. */
export function treeSource(changes: Partial<BoostingReport> = {}): PackSource {
  const scorecard = packTreeModel()
  const { method: _method, params: _params, ...version } = modelVersion('German Credit trees')
  const model: ModelVersion = {
    ...version,
    method: 'gbdt',
    params: gbdtParamsSchema.parse({
      monotone: [{ column: 'duration', direction: 'increasing' }],
      earlyStopping: { sample: 'validation' },
    }),
    contentHash: contentHash(scorecard),
  }
  const explained = { ...explanationReport(NAMES), baseline: 'average of the rows the trees were grown on' }
  const evidence = [
    evidenceOf(treeFitReport(changes), 'ev_fit0000000001', 'Fit', '2026-11-03T09:15:00.000Z', 'Dana Keller'),
    evidenceOf(validationReport(NAMES), 'ev_val0000000002', 'Validation on German Credit', '2026-11-04T10:02:00.000Z'),
    evidenceOf(fairnessReport(), 'ev_fai0000000003', 'Fairness by age_years', '2026-11-04T10:11:00.000Z'),
    evidenceOf(explained, 'ev_exp0000000005', 'Explanation', '2026-11-04T10:20:00.000Z'),
  ]
  const rules = policy()
  const evaluations = rules.gates.map((gate) => evaluateGate(rules, gate.id, model.id, gateEvidence(evidence)))
  return { ...fullSource(), model, scorecard, evidence, evaluations, decisions: [] }
}
