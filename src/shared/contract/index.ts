import { appContract } from './app.ts'
import { datasetContract } from './dataset.ts'
import { evidenceContract, explainContract, fairnessContract, validationContract } from './evidence.ts'
import { auditContract, gateContract } from './governance.ts'
import { jobContract } from './job.ts'
import { modelContract, trainingContract } from './model.ts'
import { packContract, scoringContract } from './scoring.ts'
import { workspaceContract } from './workspace.ts'

/** The one door: everything Assay can do, by area and verb. Every host and every test goes through it. */
export const contract = {
  app: appContract,
  workspace: workspaceContract,
  job: jobContract,
  dataset: datasetContract,
  training: trainingContract,
  model: modelContract,
  evidence: evidenceContract,
  validation: validationContract,
  fairness: fairnessContract,
  explain: explainContract,
  gate: gateContract,
  scoring: scoringContract,
  pack: packContract,
  audit: auditContract,
}

export type Contract = typeof contract

export * from './app.ts'
export * from './dataset.ts'
export * from './evidence.ts'
export * from './governance.ts'
export * from './job.ts'
export * from './model.ts'
export * from './primitives.ts'
export * from './scoring.ts'
export * from './workspace.ts'
