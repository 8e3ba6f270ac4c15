import {
  EXPORT_FORMATS,
  type ExportFormat,
  type Method,
  type SqlDialect,
  type SqlForm,
} from '../../../../shared/contract/index.ts'

/** What a person chooses for an export. */
export interface ExportChoices {
  readonly format: ExportFormat
  readonly dialect: SqlDialect
  readonly table: string
  /** How trees are written as SQL. */
  readonly sqlForm: SqlForm
  /** Data set whose rows join the golden cases; null for the made-up ones alone. */
  readonly goldenDataset: string | null
}

export const DEFAULT_EXPORT: ExportChoices = {
  format: 'json',
  dialect: 'postgresql',
  table: 'applicants',
  sqlForm: 'auto',
  goldenDataset: null,
}

/** Formats with what they are for. */
export const FORMAT_WORDS: Readonly<Record<ExportFormat, { label: string; extension: string; explanation: string }>> = {
  json: {
    label: 'JSON',
    extension: 'json',
    explanation: 'Canonical JSON: the SHA-256 of the file is the model hash. Assay reads it back.',
  },
  pmml: {
    label: 'PMML 4.4',
    extension: 'pmml',
    explanation: 'A Scorecard with reason codes, for engines that read PMML. Assay reads it back.',
  },
  onnx: {
    label: 'ONNX',
    extension: 'onnx',
    explanation:
      'A tree ensemble in double precision. onnxruntime runs it before it is written, and every score is compared.',
  },
  sql: {
    label: 'SQL',
    extension: 'sql',
    explanation:
      'A query that scores a table where it lies. Beside it: golden rows with the points of this engine, and a check that counts mismatches.',
  },
}

/** The formats a model of this method can be written in. */
export function formatsOf(method: Method): readonly ExportFormat[] {
  return method === 'gbdt' ? EXPORT_FORMATS : EXPORT_FORMATS.filter((format) => format !== 'onnx')
}

/** What the format is for, said of a model of this method. */
export function formatExplanation(format: ExportFormat, method: Method): string {
  return format === 'pmml' && method === 'gbdt'
    ? 'A MiningModel of regression trees, for engines that read PMML.'
    : FORMAT_WORDS[format].explanation
}

/** Engines by name, and whether the generated SQL is run against them in the tests of this release. */
export const DIALECT_WORDS: Readonly<Record<SqlDialect, { label: string; isTested: boolean }>> = {
  postgresql: { label: 'PostgreSQL', isTested: true },
  duckdb: { label: 'DuckDB', isTested: true },
  sqlite: { label: 'SQLite', isTested: true },
  spark: { label: 'Spark SQL', isTested: false },
  snowflake: { label: 'Snowflake', isTested: false },
  bigquery: { label: 'BigQuery', isTested: false },
  sqlserver: { label: 'SQL Server', isTested: false },
  oracle: { label: 'Oracle', isTested: false },
}

/** Ways to write trees as SQL. */
export const SQL_FORM_WORDS: Readonly<Record<SqlForm, string>> = {
  auto: 'As fits',
  case: 'One nested CASE per tree',
  nodes: 'A table of nodes',
}

/** The input of the export. */
export function exportInput(model: string, path: string, choices: ExportChoices) {
  const base = { model, format: choices.format, path }
  if (choices.format !== 'sql') return base
  return {
    ...base,
    dialect: choices.dialect,
    ...(choices.table.trim() === '' ? {} : { table: choices.table.trim() }),
    ...(choices.sqlForm === 'auto' ? {} : { sqlForm: choices.sqlForm }),
    ...(choices.goldenDataset === null ? {} : { goldenDataset: choices.goldenDataset }),
  }
}
