import type { ExportFormat, SqlDialect } from '../../../../shared/contract/index.ts'

/** What a person chooses for an export. */
export interface ExportChoices {
  readonly format: ExportFormat
  readonly dialect: SqlDialect
  readonly table: string
  /** Data set whose rows join the golden cases; null for the made-up ones alone. */
  readonly goldenDataset: string | null
}

export const DEFAULT_EXPORT: ExportChoices = {
  format: 'json',
  dialect: 'postgresql',
  table: 'applicants',
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
  sql: {
    label: 'SQL',
    extension: 'sql',
    explanation:
      'A query that scores a table where it lies. Beside it: golden rows with the points of this engine, and a check that counts mismatches.',
  },
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

/** The input of the export. */
export function exportInput(model: string, path: string, choices: ExportChoices) {
  const base = { model, format: choices.format, path }
  if (choices.format !== 'sql') return base
  return {
    ...base,
    dialect: choices.dialect,
    ...(choices.table.trim() === '' ? {} : { table: choices.table.trim() }),
    ...(choices.goldenDataset === null ? {} : { goldenDataset: choices.goldenDataset }),
  }
}
