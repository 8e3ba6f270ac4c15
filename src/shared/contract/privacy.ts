import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnPrivacySchema } from './column-privacy.ts'
import { cellSchema } from './dataset.ts'
import { jobStartedSchema } from './job.ts'
import { countSchema, instantSchema, refSchema } from './primitives.ts'

const reasonSchema = z.string().trim().min(10).max(500)
const daySchema = z.string().regex(/^\d{4}-\d\d-\d\d$/)

/** How long a data set is kept, and whether the law forbids deleting it. */
export const retentionSchema = z.object({
  datasetName: z.string(),
  retainUntil: daySchema.nullable(),
  legalHold: z.boolean(),
  reason: z.string(),
  setAt: instantSchema,
  setBy: z.string(),
  /** The day has passed and no hold stands against disposal. */
  isDue: z.boolean(),
})

/** Rows of one person in the versions of a data set. */
export const subjectRowsSchema = z.object({
  datasetName: z.string(),
  versions: z.array(
    z.object({
      dataset: z.string(),
      version: z.number().int(),
      nRows: countSchema,
      /** The first 100 rows found, from 0. */
      rows: z.array(countSchema),
      /** Models trained on this version: they stay, their training cannot be repeated exactly. */
      models: z.array(z.string()),
    }),
  ),
  legalHold: z.boolean(),
})

const subjectSchema = z.object({ dataset: refSchema, column: z.string(), value: z.string().min(1).max(1000) })

export const privacyContract = {
  /** Looks for personal data in a stored version, and how few people share a combination of attributes. */
  scan: oc
    .input(z.object({ dataset: refSchema, quasiIdentifiers: z.array(z.string()).max(20).default([]) }))
    .output(jobStartedSchema),
  /** Says what a column holds of persons. Unmasking needs a reason. */
  classify: oc
    .input(
      z.object({
        dataset: refSchema,
        column: z.string(),
        privacy: columnPrivacySchema.nullable(),
        reason: reasonSchema.optional(),
      }),
    )
    .output(z.object({})),
  /** Shows masked cells as they came; every call is logged with its reason. */
  reveal: oc
    .input(
      z.object({
        dataset: refSchema,
        columns: z.array(z.string()).min(1).max(50),
        rows: z.array(countSchema).min(1).max(100),
        reason: reasonSchema,
      }),
    )
    .output(z.object({ columns: z.array(z.string()), rows: z.array(z.array(cellSchema)) })),
  retention: oc.output(z.array(retentionSchema)),
  setRetention: oc
    .input(
      z.object({ dataset: refSchema, retainUntil: daySchema.nullable(), legalHold: z.boolean(), reason: reasonSchema }),
    )
    .output(retentionSchema),
  /** Where a person stands, before anything is erased. */
  findSubject: oc.input(subjectSchema).output(subjectRowsSchema),
  /** Blanks every cell of that person's rows in every version of the data set. It cannot be undone. */
  erase: oc.input(subjectSchema.extend({ reason: reasonSchema })).output(jobStartedSchema),
  /** Blanks all cells of all versions of a data set whose retention has ended. It cannot be undone. */
  dispose: oc.input(z.object({ dataset: refSchema, reason: reasonSchema })).output(jobStartedSchema),
}

export type Retention = z.infer<typeof retentionSchema>
export type SubjectRows = z.infer<typeof subjectRowsSchema>
