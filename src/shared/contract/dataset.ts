import { oc } from '@orpc/contract'
import { z } from 'zod'
import { columnPrivacySchema, privacyFindingSchema } from './column-privacy.ts'
import { jobStartedSchema } from './job.ts'
import { countSchema, hashSchema, instantSchema, nameSchema, refSchema } from './primitives.ts'
import { stepLogSchema, stepSchema } from './step.ts'

export const COLUMN_ROLES = [
  'target',
  'feature',
  'identifier',
  'sensitive',
  'weight',
  'date',
  'exposure',
  /** Tells the samples apart: development, holdout, outOfTime, or the number of a fold. */
  'sample',
  'ignore',
] as const

/** How the cells of a column are read. A date is kept as the text it is; every value of the column is a date in one format. */
export const COLUMN_TYPES = ['numeric', 'text', 'date'] as const
export const FILE_FORMATS = ['csv', 'xlsx', 'parquet', 'jsonl'] as const
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'latin-1', 'windows-1252'] as const

/** What the person says about the file; everything left out is found out and recorded. */
export const readOptionsSchema = z.object({
  format: z.enum(FILE_FORMATS).optional(),
  /** Name of the sheet of a workbook; else the first one that holds cells. */
  sheet: z.string().max(255).optional(),
  delimiter: z.string().min(1).max(4).optional(),
  quote: z.string().length(1).optional(),
  /** How a quote stands inside a quoted cell: doubled, or behind a backslash. */
  escape: z.enum(['double', 'backslash']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  /** Mark between groups of three digits; null if there is none. */
  thousands: z.enum(['.', ',', ' ', "'", '\u00a0', '\u202f']).nullable().optional(),
  encoding: z.enum(ENCODINGS).optional(),
  /** Whether the first line (after those skipped) names the columns. */
  hasHeader: z.boolean().optional(),
  /** Lines before the header, such as titles and notes. */
  skipLines: z.number().int().min(0).max(1000).optional(),
  /** Lines that begin with this are no rows; null if there are none. */
  comment: z.string().min(1).max(4).nullable().optional(),
  /** What to do with rows that have another number of cells: refuse the file, or mend and list each. */
  raggedRows: z.enum(['refuse', 'repair']).optional(),
  /** Texts read as missing, instead of the default list. */
  missing: z.array(z.string().max(100)).max(100).optional(),
  /** Types forced by the person; cells that do not fit become missing and are listed. */
  types: z
    .array(z.object({ column: z.string(), type: z.enum(COLUMN_TYPES), dateFormat: z.string().max(40).optional() }))
    .optional(),
})

/** One thing found out about a file: what was decided, how sure it is, and why. */
export const readDecisionSchema = z.object({
  what: z.string(),
  value: z.string(),
  confidence: z.enum(['certain', 'likely', 'guess', 'chosen']),
  reason: z.string(),
})

/** The dialect actually used, every choice named. */
export const dialectSchema = z.object({
  format: z.enum(FILE_FORMATS).default('csv'),
  /** The sheet read, of a workbook. */
  sheet: z.string().nullable().default(null),
  /** All sheets of a workbook. */
  sheets: z.array(z.string()).default([]),
  delimiter: z.string(),
  quote: z.string(),
  escape: z.enum(['double', 'backslash']).default('double'),
  decimal: z.enum(['.', ',']),
  thousands: z.string().nullable().default(null),
  encoding: z.string(),
  compression: z.enum(['none', 'gzip']).default('none'),
  lineEnding: z.enum(['\n', '\r\n', '\r', 'mixed']),
  byteOrderMark: z.boolean(),
  /** False when the first line holds values and the columns were named by their number. */
  hasHeader: z.boolean().optional(),
  skipLines: countSchema.default(0),
  comment: z.string().nullable().default(null),
  raggedRows: z.enum(['refuse', 'repair']).default('refuse'),
  missing: z.array(z.string()),
  decisions: z.array(readDecisionSchema).default([]),
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
  /** The format of every value of a date column. */
  dateFormat: z.string().nullable().default(null),
  /** Values that are codes, not quantities (`8888`): kept as they are, counted apart, given bins of their own. */
  specialCodes: z.array(z.string()).default([]),
  privacy: columnPrivacySchema.nullable().default(null),
})

/** Per-column summary made at import. Quantiles are of the values neither missing nor special, linear interpolation (type 7). */
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
  /** Unit of the histogram: the value, or days since 1970-01-01 for dates. */
  histogramUnit: z.enum(['value', 'day']).default('value'),
  quantiles: z.array(z.object({ probability: z.number(), value: z.number().nullable() })).default([]),
  skewness: z.number().nullable().default(null),
  kurtosis: z.number().nullable().default(null),
  sum: z.number().nullable().default(null),
  nZero: countSchema.nullable().default(null),
  nNegative: countSchema.nullable().default(null),
  nInteger: countSchema.nullable().default(null),
  outliers: z
    .object({ lowerFence: z.number(), upperFence: z.number(), nBelow: countSchema, nAbove: countSchema })
    .nullable()
    .default(null),
  special: z.array(z.object({ code: z.string(), count: countSchema })).default([]),
  nSpecial: countSchema.default(0),
  minLength: countSchema.nullable().default(null),
  maxLength: countSchema.nullable().default(null),
  nBlank: countSchema.nullable().default(null),
  modeShare: z.number().nullable().default(null),
  earliest: z.string().nullable().default(null),
  latest: z.string().nullable().default(null),
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
  /** The version this one was made from, and how; null for an imported one. */
  parent: z
    .object({ id: z.string(), kind: z.enum(['append', 'derive', 'roles']) })
    .nullable()
    .default(null),
  /** Steps from the parent to this version. */
  steps: z.array(stepSchema).default([]),
  stepLog: z.array(stepLogSchema).default([]),
  /** What an incremental import did with the rows of its file. */
  appended: z
    .object({
      key: z.array(z.string()),
      nNew: countSchema,
      nKnown: countSchema,
      /** Rows whose key is known with other values: not taken, each listed among the issues. */
      nConflicting: countSchema,
    })
    .nullable()
    .default(null),
  /** Name of the import template applied. */
  template: z.string().nullable().default(null),
  dialect: dialectSchema,
  columns: z.array(columnSchemaSchema),
  /** The first 1,000 issues; `nIssues` counts all. */
  issues: z.array(parseIssueSchema),
  nIssues: countSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const datasetSummarySchema = datasetVersionSchema
  .omit({ columns: true, issues: true, dialect: true, steps: true, stepLog: true })
  /** Rows erased since; their cells read as missing. Null while none were. */
  .extend({ nErasedRows: countSchema.default(0) })

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
  /** Roles and privacy proposed from names and contents; nothing is applied unasked. */
  suggestions: z.array(
    z.object({
      column: z.string(),
      role: z.enum(COLUMN_ROLES).nullable(),
      roleReason: z.string(),
      privacy: privacyFindingSchema.nullable(),
    }),
  ),
  /** Sums of the numeric columns over the rows read, to reconcile with the file. */
  sums: z.array(z.object({ column: z.string(), sum: z.number().nullable() })),
  /** True when only the beginning of the file was read for the preview. */
  isPartial: z.boolean(),
})

/** What a person says about one column at import. */
export const columnSettingSchema = z.object({
  column: z.string(),
  role: z.enum(COLUMN_ROLES).optional(),
  specialCodes: z.array(z.string().max(100)).max(100).optional(),
  privacy: columnPrivacySchema.nullable().optional(),
  description: z.string().max(2000).optional(),
  unit: z.string().max(60).optional(),
})

/** Everything a person decides about a file, apart from its path: what a template keeps. */
export const importDecisionsSchema = z.object({
  target: targetSchema.optional(),
  sensitive: z.array(z.string()).default([]),
  columns: z.array(columnSettingSchema).default([]),
  options: readOptionsSchema.default({}),
})

export const templateSchema = z.object({
  name: nameSchema,
  decisions: importDecisionsSchema,
  createdAt: instantSchema,
  createdBy: z.string(),
})

export const datasetContract = {
  preview: oc
    .input(z.object({ path: z.string().min(1), options: readOptionsSchema.default({}) }))
    .output(previewSchema),
  import: oc
    .input(
      importDecisionsSchema.extend({
        path: z.string().min(1),
        name: nameSchema,
        /** Template whose decisions hold wherever this call says nothing. */
        template: nameSchema.optional(),
        /** Adds only the rows that are new to the newest version of that data set; without a key a row is known if all its cells are. */
        append: z.object({ key: z.array(z.string()).default([]) }).optional(),
      }),
    )
    .output(jobStartedSchema),
  list: oc.output(z.array(datasetSummarySchema)),
  get: oc
    .input(z.object({ dataset: refSchema }))
    .output(datasetVersionSchema.extend({ nErasedRows: countSchema.default(0) })),
  profile: oc.input(z.object({ dataset: refSchema })).output(z.array(columnProfileSchema)),
  /** Sorts, filters and searches; rows are then asked for with the view's id, for as long as the workspace stays open. */
  view: oc
    .input(
      z.object({
        dataset: refSchema,
        /** Rows for which this expression is true. */
        filter: z.string().max(10_000).optional(),
        /** Rows in which some cell holds this text, upper and lower case alike. */
        search: z.string().max(200).optional(),
        sort: z
          .array(z.object({ column: z.string(), descending: z.boolean().default(false) }))
          .max(5)
          .default([]),
      }),
    )
    .output(z.object({ view: z.string(), nRows: countSchema, nTotal: countSchema })),
  /** Cells of consecutive rows; masked columns come masked. */
  rows: oc
    .input(
      z.object({
        dataset: refSchema,
        view: z.string().optional(),
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
        /** Number of each row in the data set, from 0. */
        rowNumbers: z.array(countSchema),
        /** Columns whose cells are masked here. */
        masked: z.array(z.string()),
      }),
    ),
  /** Writes the stored values to a file whose name says the format: .csv, .xlsx, .parquet or .jsonl. */
  export: oc
    .input(
      z.object({
        dataset: refSchema,
        path: z.string().min(1),
        /** Rows and order of this view, and only these columns. */
        view: z.string().optional(),
        columns: z.array(z.string()).optional(),
        /** In CSV, whether texts that a spreadsheet would run as a formula get an apostrophe; without it the texts stay exact. */
        guardFormulas: z.boolean().default(true),
        /** Why masked and pseudonymised columns are written as they came; without it they are written masked. */
        revealReason: z.string().min(10).max(500).optional(),
      }),
    )
    .output(jobStartedSchema),
  /** Makes a new version by steps: derived columns, exclusions, samples, weights. */
  derive: oc
    .input(
      z.object({
        dataset: refSchema,
        /** Name of the data set the version belongs to; else that of the parent. */
        name: nameSchema.optional(),
        steps: z.array(stepSchema).max(200).default([]),
        /** Roles and special codes changed. */
        columns: z.array(columnSettingSchema.pick({ column: true, role: true, specialCodes: true })).default([]),
        /** Another target; null for none; left out, it stays. */
        target: targetSchema.nullable().optional(),
      }),
    )
    .output(jobStartedSchema),
}

export const templateContract = {
  list: oc.output(z.array(templateSchema)),
  save: oc.input(z.object({ name: nameSchema, decisions: importDecisionsSchema })).output(templateSchema),
  remove: oc.input(z.object({ name: nameSchema })).output(z.object({})),
}

export type ReadOptions = z.infer<typeof readOptionsSchema>
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
export type ColumnType = ColumnSchema['type']
export type ReadDecision = z.infer<typeof readDecisionSchema>
export type ColumnSetting = z.infer<typeof columnSettingSchema>
export type ImportDecisions = z.infer<typeof importDecisionsSchema>
export type ImportTemplate = z.infer<typeof templateSchema>
export type FileFormat = (typeof FILE_FORMATS)[number]
