import { oc } from '@orpc/contract'
import { z } from 'zod'
import { jobStartedSchema } from './job.ts'
import { countSchema, hashSchema, instantSchema, nameSchema, refSchema } from './primitives.ts'

export const COLUMN_ROLES = ['target', 'feature', 'identifier', 'sensitive', 'weight', 'date', 'ignore'] as const
export const COLUMN_TYPES = ['numeric', 'text'] as const

/** What the person says about the file; everything left out is found out and recorded. */
export const csvOptionsSchema = z.object({
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().length(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252']).optional(),
  /** Whether the first line names the columns. */
  hasHeader: z.boolean().optional(),
  /** Texts read as missing, instead of the default list. */
  missing: z.array(z.string().max(100)).max(100).optional(),
  /** Types forced by the person; cells that do not fit become missing and are listed. */
  types: z.array(z.object({ column: z.string(), type: z.enum(COLUMN_TYPES) })).optional(),
})

/** The dialect actually used, every choice named. */
export const dialectSchema = z.object({
  delimiter: z.string(),
  quote: z.string(),
  decimal: z.enum(['.', ',']),
  encoding: z.string(),
  lineEnding: z.enum(['\n', '\r\n', '\r', 'mixed']),
  byteOrderMark: z.boolean(),
  /** False when the first line holds values and the columns were named by their number. */
  hasHeader: z.boolean().optional(),
  missing: z.array(z.string()),
})

/** One cell that did not fit its column: what stood there and what was done. */
export const parseIssueSchema = z.object({
  line: z.number().int().positive(),
  column: z.string().nullable(),
  raw: z.string(),
  problem: z.string(),
  action: z.string(),
})

export const columnSchemaSchema = z.object({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  role: z.enum(COLUMN_ROLES),
  /** Why the column has this type, in words. */
  reason: z.string(),
  nMissing: countSchema,
  nDistinct: countSchema,
  /** Cells made missing because they did not fit a forced type. */
  nUnparsed: countSchema,
})

/** Per-column summary made at import. Quantiles are of the non-missing values, linear interpolation (type 7). */
export const columnProfileSchema = z.object({
  name: z.string(),
  type: z.enum(COLUMN_TYPES),
  count: countSchema,
  nMissing: countSchema,
  nDistinct: countSchema,
  minimum: z.number().nullable(),
  quantile25: z.number().nullable(),
  median: z.number().nullable(),
  quantile75: z.number().nullable(),
  maximum: z.number().nullable(),
  mean: z.number().nullable(),
  standardDeviation: z.number().nullable(),
  /** Most frequent values, at most 10, most frequent first. */
  topValues: z.array(z.object({ value: z.string(), count: countSchema })),
  histogram: z.array(z.object({ lower: z.number(), upper: z.number(), count: countSchema })),
})

export const targetSchema = z.object({ column: z.string(), eventValue: z.string() })

export const datasetVersionSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().int().positive(),
  contentHash: hashSchema,
  nRows: countSchema,
  nColumns: countSchema,
  target: targetSchema.nullable(),
  nEvents: countSchema.nullable(),
  source: z.object({ fileName: z.string(), bytes: countSchema, sha256: hashSchema }),
  dialect: dialectSchema,
  columns: z.array(columnSchemaSchema),
  /** The first 1,000 issues; `nIssues` counts all. */
  issues: z.array(parseIssueSchema),
  nIssues: countSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const datasetSummarySchema = datasetVersionSchema.omit({ columns: true, issues: true, dialect: true })

/** A cell as it crosses the door: numbers exact, text exact, null = missing. */
export const cellSchema = z.union([z.number(), z.string(), z.null()])

export const previewSchema = z.object({
  path: z.string(),
  fileName: z.string(),
  bytes: countSchema,
  dialect: dialectSchema,
  columns: z.array(columnSchemaSchema),
  /** First rows: what stands in the file beside what it is read as. */
  rows: z.array(z.object({ line: z.number().int(), raw: z.array(z.string().nullable()), parsed: z.array(cellSchema) })),
  /** Distinct texts per column (at most 50 each) for choosing target, event and reference values. */
  values: z.array(z.object({ column: z.string(), values: z.array(z.string()) })),
  issues: z.array(parseIssueSchema),
  nIssues: countSchema,
  nRows: countSchema,
  /** True when only the beginning of the file was read for the preview. */
  isPartial: z.boolean(),
})

export const datasetContract = {
  preview: oc.input(z.object({ path: z.string().min(1), options: csvOptionsSchema.default({}) })).output(previewSchema),
  import: oc
    .input(
      z.object({
        path: z.string().min(1),
        name: nameSchema,
        target: targetSchema.optional(),
        sensitive: z.array(z.string()).default([]),
        roles: z.array(z.object({ column: z.string(), role: z.enum(COLUMN_ROLES) })).default([]),
        options: csvOptionsSchema.default({}),
      }),
    )
    .output(jobStartedSchema),
  list: oc.output(z.array(datasetSummarySchema)),
  get: oc.input(z.object({ dataset: refSchema })).output(datasetVersionSchema),
  profile: oc.input(z.object({ dataset: refSchema })).output(z.array(columnProfileSchema)),
  rows: oc
    .input(
      z.object({
        dataset: refSchema,
        offset: countSchema.default(0),
        limit: z.number().int().min(1).max(1000).default(100),
        columns: z.array(z.string()).optional(),
      }),
    )
    .output(
      z.object({
        columns: z.array(z.string()),
        offset: countSchema,
        nRows: countSchema,
        rows: z.array(z.array(cellSchema)),
      }),
    ),
  /** Writes the stored values to a CSV file. */
  export: oc.input(z.object({ dataset: refSchema, path: z.string().min(1) })).output(jobStartedSchema),
}

export type CsvOptions = z.infer<typeof csvOptionsSchema>
export type Dialect = z.infer<typeof dialectSchema>
export type ParseIssue = z.infer<typeof parseIssueSchema>
export type ColumnSchema = z.infer<typeof columnSchemaSchema>
export type ColumnProfile = z.infer<typeof columnProfileSchema>
export type ColumnRole = ColumnSchema['role']
export type DatasetVersion = z.infer<typeof datasetVersionSchema>
export type DatasetSummary = z.infer<typeof datasetSummarySchema>
export type DatasetPreview = z.infer<typeof previewSchema>
export type Target = z.infer<typeof targetSchema>
export type Cell = z.infer<typeof cellSchema>
