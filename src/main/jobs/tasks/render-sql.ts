import type { CreditModel, SqlDialect } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { type GoldenCase, goldenCases } from '../../core/deploy/golden-cases.ts'
import { goldenTableName, suffixedTableName, tableName } from '../../core/deploy/sql/column-names.ts'
import { DIALECTS } from '../../core/deploy/sql/dialects.ts'
import { goldenSql } from '../../core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../core/deploy/sql/scorecard-sql.ts'
import { treeSql } from '../../core/deploy/sql/tree-sql.ts'
import { verifySql } from '../../core/deploy/sql/verify-sql.ts'
import { treeInputCases } from '../../core/deploy/tree-input-cases.ts'
import { cellAt, getColumn } from '../../core/frame/frame.ts'
import { modelInputs } from '../../core/scorecard/model-inputs.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { RenderExportInput, RenderExportOutput } from './render-export.ts'
import type { TaskContext } from './task-context.ts'

/** Cases of trees: a golden table of a few thousand rows. */
const TREE_CASES = { nMixed: 1_500, nNodes: 600 } as const

/**
 * The scoring query, the golden cases beside the table it reads, and the query that counts mismatches; for trees that are too large for a
 * query also the table of nodes.
 */
export function renderSql(model: CreditModel, input: RenderExportInput, context: TaskContext): RenderExportOutput {
  const { dialect, table, about } = input
  const label = { name: about.name, version: about.version, hash: about.contentHash }
  requireTable(table, dialect)
  if (model.kind === 'scorecardModel' && input.sqlForm === 'nodes')
    throw new AppError('invalidInput', 'sqlForm "nodes" needs a model of trees, got a scorecard', {
      hint: 'Leave it out: a scorecard is one query.',
      place: { field: 'sqlForm' },
    })
  const written =
    model.kind === 'treeModel'
      ? treeSql(model, { dialect, table, label, form: input.sqlForm })
      : { ...scorecardSql(model, { dialect, table, label }), form: undefined, nodes: null }
  const goldenTable = goldenTableName(table)
  const made = casesOf(model)
  const golden = goldenSql(model, [...made.cases, ...rowsOf(model, input.goldenDatasetId, context)], {
    dialect,
    table: goldenTable,
  })
  const verify = verifySql(model, {
    dialect,
    table: goldenTable,
    form: written.form,
    nodesTable: suffixedTableName(table, '_nodes'),
  })
  return {
    files: [
      { suffix: '', content: written.query },
      { suffix: '.golden.sql', content: golden.script },
      { suffix: '.verify.sql', content: verify.script },
      ...(written.nodes === null ? [] : [{ suffix: '.nodes.sql', content: written.nodes }]),
    ],
    nGoldenRows: golden.nRows,
    notes: [...written.notes, ...golden.notes, ...made.notes],
    check: null,
  }
}

function casesOf(model: CreditModel): { readonly cases: readonly GoldenCase[]; readonly notes: readonly string[] } {
  if (model.kind === 'scorecardModel') return { cases: goldenCases(model), notes: [] }
  const { cases, nNodesLeftOut } = treeInputCases(model, TREE_CASES)
  if (nNodesLeftOut === 0) return { cases, notes: [] }
  const note = `Of the splits ${nNodesLeftOut} have no golden cases that are led to them; their thresholds are among those mixed at random.`
  return { cases, notes: [note] }
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
function rowsOf(model: CreditModel, datasetVersionId: string | null, context: TaskContext): GoldenCase[] {
  if (datasetVersionId === null) return []
  const names = modelInputs(model).map(({ name }) => name)
  const frame = context.openReader().readFrame(datasetVersionId, names)
  const columns = names.map((name) => getColumn(frame, name))
  return Array.from({ length: frame.nRows }, (_, row) => ({ values: columns.map((column) => cellAt(column, row)) }))
}
