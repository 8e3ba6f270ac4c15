import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isDateFormat } from '../../../../../src/main/core/calendar/date-format.ts'
import type { CaseValue } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { goldenSql } from '../../../../../src/main/core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../../../../src/main/core/deploy/sql/scorecard-sql.ts'
import type { SqlDialect } from '../../../../../src/main/core/deploy/sql/sql-dialect.ts'
import type { ModelInput } from '../../../../../src/main/core/scorecard/model-inputs.ts'
import { compileRowDerivations } from '../../../../../src/main/core/steps/derivations.ts'
import { announceNoPostgres, findPostgres, type PostgresServer, startPostgres } from '../../../../helpers/postgres.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../../../../helpers/sql-engines.ts'
import { derive, derivedModel } from './derived-model.ts'

const EXPRESSIONS = {
  year_of: 'year(d)',
  quarter_of: 'quarter(d)',
  month_of: 'month(d)',
  day_of: 'day(d)',
  weekday_of: 'weekday(e)',
  age: 'yearsBetween(d, e)',
  months: 'monthsBetween(d, e)',
  days: 'daysBetween(d, e)',
  moved: 'daysBetween(d, addDays(e, 30.7))',
  back: 'weekday(addDays(d, -1000000))',
  adult: 'yearsBetween(d, e) >= 18',
  order: 'd < e or d = e',
  known: 'd is missing',
  first: 'year(coalesce(d, e))',
  latest: 'month(max(d, e))',
  read: "year(date(x, 'YYYY/MM/DD'))",
  read_iso: 'daysBetween(d, date(x))',
  fixed: "daysBetween(date('2020-02-29'), d)",
} as const

const TEXTS: Readonly<Record<string, readonly CaseValue[]>> = {
  'YYYY-MM-DD': [
    null,
    '2000-02-29',
    '1900-02-29',
    '1900-03-01',
    '2024-02-29',
    '2023-02-29',
    '2024-12-31',
    '2025-01-01',
    '1969-12-31',
    '1970-01-01',
    '0000-01-01',
    '0000-12-31',
    '0001-01-01',
    '9999-12-31',
    '2021-04-31',
    '2021-13-01',
    '2021-00-10',
    '2021-01-00',
    '2021-1-1',
    '2021-01-01 ',
    '2021-01-01\n',
    ' 2021-01-01',
    '2021/01/01',
    '20210101',
    '',
    'no date',
    '٢٠٢١-٠١-٠١',
  ],
  'DD.MM.YYYY': [null, '29.02.2000', '31.12.1999', '01.01.2021', '31.04.2021', '1.1.2021', '01-01-2021', '01x01x2021'],
  'MM/YYYY': [null, '02/2020', '12/1999', '13/2020', '00/2020', '2/2020', '02/2020x'],
  YYYYMMDD: [null, '20200229', '20210229', '19991231', '2020022', '202002299'],
}

const bin = findPostgres()
if (bin === null) announceNoPostgres()
let server: PostgresServer | null = null
let sqlite: SqlEngine
let duckDb: SqlEngine
beforeAll(async () => {
  sqlite = startSqlite()
  duckDb = await startDuckDb()
  if (bin !== null) server = startPostgres(bin)
})
afterAll(() => {
  sqlite.close()
  duckDb.close()
  server?.stop()
})

async function rowsOf(
  dialect: SqlDialect,
  script: string,
  query: string,
  columns: readonly string[],
): Promise<unknown[][]> {
  if (dialect === 'postgresql') {
    const row = `json_build_array(${columns.map((column) => `c.${column}`).join(', ')})`
    const scored = query.replace(/;\s*$/, '')
    const out = server!.run(`DROP TABLE IF EXISTS golden;\n${script}\nSELECT ${row} FROM (\n${scored}\n) c;`)
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown[])
  }
  const engine = dialect === 'sqlite' ? sqlite : duckDb
  await engine.execute('DROP TABLE IF EXISTS golden')
  await engine.execute(script)
  const rows = await engine.rows(query)
  return rows.map((row) => columns.map((column) => row[column]))
}

describe.each(['sqlite', 'duckdb', 'postgresql'] as const)('dates in %s', (dialect) => {
  const isAbsent = dialect === 'postgresql' && bin === null

  it.skipIf(isAbsent).each(Object.keys(TEXTS))('are read and reckoned with as in Assay: %s', async (format) => {
    const inputs: ModelInput[] = [
      { name: 'd', type: 'date', dateFormat: format },
      { name: 'e', type: 'date', dateFormat: format },
      { name: 'x', type: 'text', dateFormat: null },
    ]
    const steps = derive(EXPRESSIONS)
    const names = Object.keys(EXPRESSIONS)
    const model = derivedModel(steps, names, inputs)
    const texts = TEXTS[format]!
    const cases = texts.flatMap((d) => texts.map((e) => ({ values: [d, e, d] })))
    const golden = goldenSql(model, cases, { dialect, table: 'golden' })
    const { query, notes } = scorecardSql(model, { dialect, table: 'golden' })
    expect(notes.join('\n')).toContain(`The column "d" is read as a text with a date ${format}`)
    const columns = ['assay_case', ...names.map((name) => `assay_value_${name}`)]
    const rows = await rowsOf(dialect, golden.script, query, columns)
    expect(rows.length).toBe(cases.length)
    const formats = isDateFormat(format)
      ? new Map([
          ['d', format],
          ['e', format],
        ])
      : new Map()
    const read = compileRowDerivations(
      steps,
      new Map([
        ['d', 'date'],
        ['e', 'date'],
        ['x', 'text'],
      ]),
      formats,
    )
    for (const [number, ...got] of rows) {
      const [d, e, x] = cases[(number as number) - 1]!.values
      const of = read((name) => ({ d, e, x })[name]!)
      names.forEach((name, j) => {
        const wanted = of(name)
        if (got[j] !== wanted) expect({ name, d, e, got: got[j] }).toEqual({ name, d, e, got: wanted })
      })
    }
  })
})

describe('dates that have no equal', () => {
  const inputs = (dateFormat: string | null): ModelInput[] => [
    { name: 'd', type: 'date', dateFormat },
    { name: 'x', type: 'text', dateFormat: null },
  ]
  it.each([
    ['snowflake', 'YYYY-MM-DD', 'year(d)', /no exact translation of dates/],
    ['sqlite', 'YYYY-MM-DD HH:mm', 'year(d)', /no exact translation of dates YYYY-MM-DD HH:mm/],
    ['sqlite', null, 'year(d)', /dates without a format/],
    ['sqlite', 'YYYY-MM-DD', 'addDays(d, 1)', /a date as characteristic/],
    ['duckdb', 'YYYY-MM-DD', 'year(addMonths(d, 1))', /the function addMonths/],
    ['duckdb', 'YYYY-MM-DD', "dateText(d, 'YYYY-MM')", /the function dateText/],
  ] as const)('are refused: %s %s %s', (dialect, format, expression, message) => {
    const model = derivedModel(derive({ c: expression }), ['c'], inputs(format))
    expect(() => scorecardSql(model, { dialect, table: 't' })).toThrow(message)
  })
})
