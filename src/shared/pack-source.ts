import { z } from 'zod'
import { datasetVersionSchema } from './contract/dataset.ts'
import { evidenceSchema } from './contract/evidence.ts'
import { decisionSchema, gateEvaluationSchema, policySchema } from './contract/governance.ts'
import { creditModelSchema, modelVersionSchema } from './contract/model.ts'
import { packProfileSchema } from './contract/profile.ts'

/** Everything a pack is built from; travels attached to the PDF. */
export const packSourceSchema = z.object({
  model: modelVersionSchema,
  /** The model, of any kind. */
  scorecard: creditModelSchema,
  dataset: datasetVersionSchema,
  evidence: z.array(evidenceSchema),
  evaluations: z.array(gateEvaluationSchema),
  decisions: z.array(decisionSchema),
  policy: policySchema,
  profile: packProfileSchema,
  workspaceName: z.string(),
  isSample: z.boolean(),
  codeVersion: z.string(),
})

export type PackSource = z.infer<typeof packSourceSchema>
