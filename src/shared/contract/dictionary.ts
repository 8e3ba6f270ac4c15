import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnPrivacySchema } from './column-privacy.ts'
import { COLUMN_ROLES, COLUMN_TYPES } from './dataset.ts'
import { jobStartedSchema } from './job.ts'
import { countSchema, instantSchema, refSchema } from './primitives.ts'

/** What people write about a column; it belongs to the data set's name, so it holds for every version. */
export const columnNotesSchema = z.object({
  description: z.string().max(2000),
  unit: z.string().max(60),
  /** System, table and field the column comes from. */
  source: z.string().max(500),
  /** How it was made before it reached Assay. */
  transformation: z.string().max(2000),
})

export const dictionaryEntrySchema = columnNotesSchema.extend({
  column: z.string(),
  type: z.enum(COLUMN_TYPES),
  role: z.enum(COLUMN_ROLES),
  specialCodes: z.array(z.string()),
  privacy: columnPrivacySchema.nullable(),
  /** The expression of a column made in Assay. */
  derivation: z.string().nullable(),
  nMissing: countSchema,
  nDistinct: countSchema,
  /** Smallest to largest value, first to last date, or the most frequent texts; masked columns say so instead. */
  values: z.string(),
  editedAt: instantSchema.nullable(),
  editedBy: z.string().nullable(),
})

export const dictionaryContract = {
  get: oc.input(z.object({ dataset: refSchema })).output(z.array(dictionaryEntrySchema)),
  update: oc
    .input(
      z.object({
        dataset: refSchema,
        entries: z
          .array(columnNotesSchema.partial().extend({ column: z.string() }))
          .min(1)
          .max(2000),
      }),
    )
    .output(z.array(dictionaryEntrySchema)),
  /** Writes the dictionary: .csv, .xlsx, .json or .md. */
  export: oc.input(z.object({ dataset: refSchema, path: z.string().min(1) })).output(jobStartedSchema),
}

export type ColumnNotes = z.infer<typeof columnNotesSchema>
export type DictionaryEntry = z.infer<typeof dictionaryEntrySchema>
