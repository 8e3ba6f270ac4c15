import { appContract } from './app.ts'
import {
  associationContract,
  dataEvidenceContract,
  diffContract,
  driftContract,
  leakageContract,
} from './data-evidence.ts'
import { datasetContract, templateContract } from './dataset.ts'
import { dictionaryContract } from './dictionary.ts'
import { evidenceContract, explainContract, fairnessContract, validationContract } from './evidence.ts'
import { experimentContract } from './experiment.ts'
import { expressionContract } from './expression.ts'
import { auditContract, gateContract } from './governance.ts'
import { jobContract } from './job.ts'
import { lineageContract } from './lineage.ts'
import { modelContract } from './model.ts'
import { privacyContract } from './privacy.ts'
import { qualityContract } from './quality.ts'
import { packContract, scoringContract } from './scoring.ts'
import { comparisonContract, strategyContract } from './strategy.ts'
import { binningContract, draftContract, trainingContract } from './training.ts'
import { workspaceContract } from './workspace.ts'

/** The one door: everything Assay can do, by area and verb. Every host and every test goes through it. */
export const contract = {
  app: appContract,
  workspace: workspaceContract,
  job: jobContract,
  dataset: datasetContract,
  template: templateContract,
  dictionary: dictionaryContract,
  expression: expressionContract,
  quality: qualityContract,
  leakage: leakageContract,
  association: associationContract,
  drift: driftContract,
  diff: diffContract,
  dataEvidence: dataEvidenceContract,
  privacy: privacyContract,
  lineage: lineageContract,
  binning: binningContract,
  draft: draftContract,
  training: trainingContract,
  experiment: experimentContract,
  model: modelContract,
  evidence: evidenceContract,
  validation: validationContract,
  fairness: fairnessContract,
  explain: explainContract,
  strategy: strategyContract,
  comparison: comparisonContract,
  gate: gateContract,
  scoring: scoringContract,
  pack: packContract,
  audit: auditContract,
}

export type Contract = typeof contract

export * from './app.ts'
export * from './binning.ts'
export * from './boosting.ts'
export * from './column-privacy.ts'
export * from './curves.ts'
export * from './data-evidence.ts'
export * from './data-report.ts'
export * from './dataset.ts'
export * from './dictionary.ts'
export * from './evidence.ts'
export * from './experiment.ts'
export * from './expression.ts'
export * from './governance.ts'
export * from './job.ts'
export * from './lineage.ts'
export * from './model.ts'
export * from './model-parts.ts'
export * from './primitives.ts'
export * from './privacy.ts'
export * from './quality.ts'
export * from './scorecard-params.ts'
export * from './scoring.ts'
export * from './step.ts'
export * from './strategy.ts'
export * from './training.ts'
export * from './tree-model.ts'
export * from './workspace.ts'
