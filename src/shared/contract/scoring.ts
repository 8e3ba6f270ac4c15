import { oc } from '@orpc/contract'
import { z } from 'zod'
import { cellSchema, readOptionsSchema } from './dataset.ts'
import { caseExplanationSchema } from './evidence.ts'
import { jobStartedSchema } from './job.ts'
import { countSchema, hashSchema, refSchema } from './primitives.ts'

export const scoringContract = {
  /** Streams a CSV file through a model into a CSV file: all input columns, then points, pd and reasons. */
  run: oc
    .input(
      z.object({
        model: refSchema,
        inputPath: z.string().min(1),
        outputPath: z.string().min(1),
        reasons: z.number().int().min(0).max(10).default(4),
        options: readOptionsSchema.default({}),
      }),
    )
    .output(jobStartedSchema),
  /** Scores one applicant given by column name. */
  one: oc
    .input(
      z.object({
        model: refSchema,
        values: z.array(z.object({ column: z.string(), value: cellSchema })),
        maxReasons: z.number().int().min(0).max(10).default(4),
      }),
    )
    .output(caseExplanationSchema),
}

export const packContract = {
  /** Builds the compliance pack (PDF with its machine-readable source attached). */
  build: oc
    .input(z.object({ model: refSchema, path: z.string().min(1), profile: z.string().optional() }))
    .output(jobStartedSchema),
  /**
   * Re-derives a pack from the source attached to it and compares every byte. Needs no workspace. It proves that the
   * document agrees with itself, not who made it: `isRecorded` says whether the unlocked workspace built this very file.
   */
  verify: oc.input(z.object({ path: z.string().min(1) })).output(
    z.object({
      ok: z.boolean(),
      sha256: hashSchema,
      bytes: countSchema,
      modelHash: hashSchema.nullable(),
      nEvidence: countSchema,
      problems: z.array(z.string()),
      /** Null while no workspace is unlocked. */
      isRecorded: z.boolean().nullable(),
    }),
  ),
  list: oc.output(
    z.array(
      z.object({
        id: z.string(),
        modelVersionId: z.string(),
        path: z.string(),
        sha256: hashSchema,
        bytes: countSchema,
        nPages: countSchema,
        createdAt: z.string(),
        createdBy: z.string(),
      }),
    ),
  ),
}
