import type { ScorecardModel, SqlDialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type GoldenCase, goldenCases } from '../../core/deploy/golden-cases.ts'
import { goldenTableName, tableName } from '../../core/deploy/sql/column-names.ts'
import { DIALECTS } from '../../core/deploy/sql/dialects.ts'
import { goldenSql } from '../../core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../core/deploy/sql/scorecard-sql.ts'
import { verifySql } from '../../core/deploy/sql/verify-sql.ts'
import { cellAt, getColumn } from '../../core/frame/frame.ts'
import { modelInputs } from '../../core/scorecard/model-inputs.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { RenderExportInput, RenderExportOutput } from './render-export.ts'
import type { TaskContext } from './task-context.ts'

/** The scoring query, the golden cases beside the table it reads, and the query that counts mismatches. */
export function renderSql(model: ScorecardModel, input: RenderExportInput, context: TaskContext): RenderExportOutput {
  const { dialect, table, about } = input
  const label = { name: about.name, version: about.version, hash: about.contentHash }
  requireTable(table, dialect)
  const { query, notes } = scorecardSql(model, { dialect, table, label })
  const goldenTable = goldenTableName(table)
  const golden = goldenSql(model, [...goldenCases(model), ...rowsOf(model, input.goldenDatasetId, context)], {
    dialect,
    table: goldenTable,
  })
  const verify = verifySql(model, { dialect, table: goldenTable })
  return {
    texts: [query, golden.script, verify.script],
    nGoldenRows: golden.nRows,
    notes: [...notes, ...golden.notes],
  }
}

function requireTable(table: string, dialect: SqlDialect): void {
  try {
    tableName(table, DIALECTS[dialect])
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('invalidInput', cause.message, {
      hint: 'Name it as in schema.table; a part with a dot in it stands in double quotes.',
      place: { field: 'table' },
      cause,
    })
  }
}

/** Every row of a data set as a case: the model's inputs as they are stored. */
function rowsOf(model: ScorecardModel, datasetVersionId: string | null, context: TaskContext): GoldenCase[] {
  if (datasetVersionId === null) return []
  const names = modelInputs(model).map(({ name }) => name)
  const frame = context.openReader().readFrame(datasetVersionId, names)
  const columns = names.map((name) => getColumn(frame, name))
  return Array.from({ length: frame.nRows }, (_, row) => ({ values: columns.map((column) => cellAt(column, row)) }))
}
