import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectedScores, goldenCases } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { goldenTableName, tableName } from '../../../../../src/main/core/deploy/sql/column-names.ts'
import { DIALECTS } from '../../../../../src/main/core/deploy/sql/dialects.ts'
import { goldenSql } from '../../../../../src/main/core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../../../../src/main/core/deploy/sql/scorecard-sql.ts'
import type { SqlDialect } from '../../../../../src/main/core/deploy/sql/sql-dialect.ts'
import { verifySql } from '../../../../../src/main/core/deploy/sql/verify-sql.ts'
import type { ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { StatisticError } from '../../../../../src/main/core/statistic-error.ts'
import { SQL_DIALECTS } from '../../../../../src/shared/contract/model.ts'
import { generatedScorecard } from '../../../../helpers/generated-scorecard.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../../../../helpers/sql-engines.ts'
import { derive, derivedModel, INPUTS } from './derived-model.ts'

const [plain] = fc.sample(generatedScorecard(), { numRuns: 1, seed: 11 })
const ratio = derivedModel(derive({ ratio: 'a / b' }), ['ratio'])

function renamed(model: ScorecardModel, name: string): ScorecardModel {
  const old = model.characteristics[0]!.name
  const swap = <T extends { readonly name: string }>(one: T): T => (one.name === old ? { ...one, name } : one)
  return { ...model, variables: model.variables.map(swap), characteristics: model.characteristics.map(swap) }
}

let sqlite: SqlEngine
let duckDb: SqlEngine
beforeAll(async () => {
  sqlite = startSqlite()
  duckDb = await startDuckDb()
})
afterAll(() => {
  sqlite.close()
  duckDb.close()
})

describe('scorecardSql', () => {
  it('knows the dialects of the contract', () => {
    expect(Object.keys(DIALECTS).sort()).toEqual([...SQL_DIALECTS].sort())
  })

  it.each(SQL_DIALECTS)('writes %s, the same bytes each time, with balanced parentheses', (dialect) => {
    const label = { name: 'Cards; DROP TABLE x; --\n*/', version: 3, hash: 'abc' }
    const options = { dialect, table: 'risk.applicants', label, withBins: true }
    const { query, notes } = scorecardSql(ratio, options)
    expect(scorecardSql(ratio, options)).toEqual({ query, notes })
    expect(query).toMatch(/^-- Scorecard Cards +DROP TABLE x +-, version 3, content hash abc, for /)
    expect(query.split('(').length).toBe(query.split(')').length)
    expect(query.includes('enerated, not run')).toBe(!DIALECTS[dialect].isRun)
    expect(query).toContain('assay_value_ratio')
    expect(query).toContain('assay_pd')
    expect(query).toContain('assay_bin_ratio')
  })

  it('gives labels and hostile names no way out of comments', () => {
    const hostile = renamed(plain!, 'x */ DROP TABLE y; /* \n DROP')
    const { query } = scorecardSql(hostile, { dialect: 'postgresql', table: 't' })
    const withoutQuoted = query.replace(/"(?:[^"]|"")*"/g, '').replace(/'(?:[^']|'')*'/g, '')
    expect(withoutQuoted.replace(/\/\*[^*]*\*\//g, '').replace(/^--.*$/gm, '')).not.toContain('DROP')
  })

  it('quotes the table, part by part', () => {
    const query = (dialect: SqlDialect, table: string) => scorecardSql(ratio, { dialect, table }).query
    expect(query('postgresql', 'risk.my "t"')).toContain('FROM "risk"."my ""t""" t')
    expect(query('sqlserver', 'dbo.a]b')).toContain('FROM [dbo].[a]]b] t')
    expect(query('spark', 'a`b')).toContain('FROM `a``b` t')
    expect(query('oracle', 'risk.applicants')).toContain('FROM risk.applicants t')
  })

  it('keeps the columns of the table and gives no points for a text in a column of numbers of SQLite', async () => {
    await sqlite.execute(
      `CREATE TABLE loose (id, "a", "b", "t", "u"); INSERT INTO loose VALUES (7, 3, 2, 'x', 'y'), (8, 'n/a', 2, 'x', 'y')`,
    )
    const rows = await sqlite.rows(scorecardSql(ratio, { dialect: 'sqlite', table: 'loose' }).query)
    expect(rows[0]).toMatchObject({ id: 7, t: 'x', assay_value_ratio: 1.5, assay_points: 2 })
    const raw = renamed(
      fc
        .sample(generatedScorecard(), { numRuns: 30, seed: 3 })
        .find((one) => one.variables.length === 1 && one.variables[0]!.type === 'numeric')!,
      'a',
    )
    const own = await sqlite.rows(scorecardSql(raw, { dialect: 'sqlite', table: 'loose' }).query)
    expect(own[0]!.assay_points).not.toBe(null)
    expect(own[1]).toMatchObject({ id: 8, assay_points: null, assay_pd: null })
  })

  it('takes NaN as missing, and numbers of other types as doubles', async () => {
    await duckDb.execute(
      `CREATE TABLE typed (a DECIMAL(9, 2), b INTEGER, t VARCHAR, u VARCHAR); INSERT INTO typed VALUES (1.10, 1, '', ''), (NULL, 1, '', '')`,
    )
    await duckDb.execute(
      `CREATE TABLE nans (a DOUBLE, b DOUBLE, t VARCHAR, u VARCHAR); INSERT INTO nans VALUES ('NaN', 1, '', '')`,
    )
    const points = async (table: string) =>
      (await duckDb.rows(scorecardSql(ratio, { dialect: 'duckdb', table }).query)).map((row) => row.assay_points)
    expect(await points('typed')).toEqual([2, 3])
    expect(await points('nans')).toEqual([3])
  })

  it('says for whom the model was not made', async () => {
    const checks = [
      { kind: 'filter' as const, keep: 'a > 0', reason: "amount isn't positive" },
      { kind: 'exclude' as const, where: "t = 'staff'", reason: 'staff' },
    ]
    const model = derivedModel(
      [...derive({ ratio: 'a / b' }), ...checks],
      ['ratio'],
      INPUTS.slice(0, 2),
      INPUTS.slice(2),
    )
    await duckDb.execute(
      `CREATE TABLE people (a DOUBLE, b DOUBLE, t VARCHAR, u VARCHAR); INSERT INTO people VALUES (1, 1, 'x', ''), (NULL, 1, 'x', ''), (1, 1, 'staff', ''), (1, 1, NULL, '')`,
    )
    const rows = await duckDb.rows(scorecardSql(model, { dialect: 'duckdb', table: 'people' }).query)
    expect(rows.map((row) => row.assay_issue)).toEqual([null, "amount isn't positive", 'staff', null])
    const without = scorecardSql(model, { dialect: 'duckdb', table: 'people', withChecks: false }).query
    expect(without).not.toContain('assay_issue')
    expect(without).not.toContain('"t"')
  })

  it('leaves out checks it cannot express, and says so', () => {
    const check = { kind: 'exclude' as const, where: "matches(t, '^x')", reason: 'x' }
    const model = derivedModel([...derive({ ratio: 'a / b' }), check], ['ratio'])
    const { query, notes } = scorecardSql(model, { dialect: 'postgresql', table: 't' })
    expect(query).not.toContain('assay_issue')
    expect(notes.join('\n')).toMatch(/checks of the population are left out: .*function matches/)
  })

  it.each([
    ['duckdb', renamed(plain!, ''), /column names that DuckDB can hold, got ""/],
    ['postgresql', renamed(plain!, 'x'.repeat(64)), /at most 63 bytes/],
    ['bigquery', renamed(plain!, 'a.b'), /column names that BigQuery can hold/],
    ['oracle', renamed(plain!, 'a"b'), /column names that Oracle can hold/],
    ['sqlite', renamed(plain!, 'Assay_points'), /do not begin with "assay_"/],
    [
      'sqlite',
      derivedModel(derive({ x: 'a + A' }), ['x'], [INPUTS[0]!, { ...INPUTS[0]!, name: 'A' }]),
      /differ in more than case/,
    ],
    [
      'sqlite',
      derivedModel(derive({ x: "matches(t, 'a')" }), ['x']),
      /no exact translation of the function matches, got "x"/,
    ],
    ['sqlserver', derivedModel(derive({ x: 't < u' }), ['x']), /no exact translation of texts compared by </],
    ['oracle', derivedModel(derive({ x: 'trim(t)' }), ['x']), /no exact translation of the function trim/],
    ['oracle', derivedModel(derive({ x: "t = ''" }), ['x']), /no empty text apart from a missing value/],
    [
      'postgresql',
      derivedModel(derive({ x: 'text(a)' }), ['x']),
      /no exact translation of the function text of a number/,
    ],
    ['postgresql', derivedModel(derive({ x: 'number(t)' }), ['x']), /function number/],
    ['postgresql', derivedModel(derive({ x: "t = 'a\0b'" }), ['x']), /texts without U\+0000/],
  ] as const)('refuses for %s what it cannot express', (dialect, model, message) => {
    expect(() => scorecardSql(model, { dialect, table: 't' })).toThrow(message)
  })

  it('refuses an expression whose SQL would grow without bound', () => {
    let condition = 'a > 0'
    for (let i = 0; i < 40; i++) condition = `if(${condition}, b > ${i}, a > b)`
    const model = derivedModel(derive({ x: condition }), ['x'])
    expect(() => scorecardSql(model, { dialect: 'sqlite', table: 't' })).toThrow(/at most 200000 characters of SQL/)
  })

  it('compares texts exactly in columns that do not', async () => {
    const model = derivedModel(derive({ x: 'a + 0', same: "t = 'A'" }), ['x', 'same'])
    const data = `INSERT INTO loose_texts VALUES (1, 1, 'a', ''), (1, 1, 'A', '')`
    for (const [dialect, engine] of [
      ['sqlite', sqlite],
      ['duckdb', duckDb],
    ] as const) {
      const text = dialect === 'sqlite' ? 'TEXT COLLATE NOCASE' : 'VARCHAR COLLATE NOCASE'
      await engine.execute(`CREATE TABLE loose_texts (a DOUBLE, b DOUBLE, t ${text}, u ${text}); ${data}`)
      const rows = await engine.rows(scorecardSql(model, { dialect, table: 'loose_texts' }).query)
      expect(rows.map((row) => row.assay_value_same)).toEqual([0, 1])
    }
  })

  it('says when the query is longer than the database takes', () => {
    const long = derivedModel(derive({ x: 'coalesce(t, u)' }), ['x'])
    const notes = (one: ScorecardModel, dialect: SqlDialect) =>
      scorecardSql(one, { dialect, table: 't' }).notes.join(' ')
    expect(notes(long, 'sqlite')).not.toContain('unless set otherwise')
    const text = `A${'x'.repeat(999_999)}`
    const variables = long.variables.map((one) => ({
      ...one,
      bins: one.bins.map((bin) =>
        bin.definition.kind === 'levels' ? { ...bin, definition: { ...bin.definition, levels: [text] } } : bin,
      ),
    }))
    expect(notes({ ...long, variables }, 'sqlite')).toMatch(/SQLite takes 1000000 unless set otherwise/)
    expect(notes({ ...long, variables }, 'postgresql')).not.toContain('unless set otherwise')
    expect(() => notes({ ...long, variables }, 'oracle')).toThrow(/at most 4000 bytes/)
  })

  it.each(SQL_DIALECTS)('takes qualified names and quoted parts as they are meant: %s', (dialect) => {
    const { quoteName: q } = DIALECTS[dialect]
    const own = (name: string) => q(name)
    const plain = ['oracle', 'snowflake'].includes(dialect) ? 'a.b.c' : `${q('a')}.${q('b')}.${q('c')}`
    expect(scorecardSql(ratio, { dialect, table: 'a.b.c' }).query).toContain(`FROM ${plain} t`)
    expect(scorecardSql(ratio, { dialect, table: '"a"."b c".d e' }).query).toContain(
      `FROM ${q('a')}.${q('b c')}.${q('d e')} t`,
    )
    expect(scorecardSql(ratio, { dialect, table: `${own('x')}.${own('y z')}` }).query).toContain(
      `FROM ${q('x')}.${q('y z')} t`,
    )
    if (dialect === 'bigquery') return
    expect(scorecardSql(ratio, { dialect, table: '"a.b".c d' }).query).toContain(`FROM ${q('a.b')}.${q('c d')} t`)
  })

  it.each(SQL_DIALECTS)('refuses a table that could end the statement, or is none: %s', (dialect) => {
    const { quoteName } = DIALECTS[dialect]
    const hostile = [
      'a;drop table b',
      '"a;drop table b"',
      quoteName('a; drop table b'),
      'a -- b',
      'a/* b',
      'a */ b',
      'a\nb',
      'a\0b',
      '"a" drop table b',
      '"a"b',
      '"a',
      '"',
      '""',
      '',
      'risk.',
      '.risk',
      'a..b',
    ]
    for (const table of hostile) {
      const message = `needs the name of a table, without signs that end a statement, got ${JSON.stringify(table)}`
      expect(() => scorecardSql(ratio, { dialect, table })).toThrow(message)
      expect(() => goldenSql(ratio, [], { dialect, table })).toThrow(message)
      expect(() => verifySql(ratio, { dialect, table })).toThrow(message)
    }
  })

  it.each(SQL_DIALECTS)('lets no name of a table out of its quotes: %s', (dialect) => {
    const { quoteName } = DIALECTS[dialect]
    const [open, close] = [...quoteName('')] as [string, string]
    const signs = fc.constantFrom('"', '`', '[', ']', "'", '.', ' ', 'a', 'B', '(', ')', ';', '-', '\\', '$', '&')
    fc.assert(
      fc.property(fc.array(signs, { minLength: 1, maxLength: 12 }), (letters) => {
        let name: string
        try {
          name = tableName(letters.join(''), DIALECTS[dialect])
        } catch (error) {
          expect(error).toBeInstanceOf(StatisticError)
          return
        }
        // Quoted parts are taken away, closing signs within them are doubled: dots and plain words are left.
        const [o, c] = [`\\${open}`, `\\${close}`]
        const rest = name.replace(new RegExp(`${o}(?:[^${c}]|${c}${c})+${c}`, 'g'), 'x')
        expect(rest).toMatch(/^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*$/)
        expect(tableName(name, DIALECTS[dialect])).toBe(name)
      }),
    )
  })

  it('names the golden table beside the table, within its quotes', () => {
    expect(goldenTableName('risk.applicants')).toBe('risk.applicants_golden')
    expect(goldenTableName('risk."my.table"')).toBe('risk."my.table_golden"')
    expect(goldenTableName('[dbo].[my table]')).toBe('[dbo].[my table_golden]')
  })

  it('tells names apart by case where the database does', () => {
    const model = derivedModel(derive({ x: 'a + A' }), ['x'], [INPUTS[0]!, { ...INPUTS[0]!, name: 'A' }])
    expect(scorecardSql(model, { dialect: 'postgresql', table: 't' }).query).toContain('t."A"')
  })
})

describe('goldenSql and verifySql', () => {
  it('count and list what differs', async () => {
    const cases = goldenCases(ratio, { nRandom: 100 })
    const expected = expectedScores(ratio, cases)
    expected.points[4]! += 1
    expected.probability[9]! += 2e-12
    await sqlite.execute(goldenSql(ratio, cases, { dialect: 'sqlite', table: 'golden', expected }).script)
    const { count, list, script } = verifySql(ratio, { dialect: 'sqlite', table: 'golden' })
    expect(await sqlite.rows(count)).toEqual([{ n: cases.length, mismatches: 2 }])
    expect((await sqlite.rows(list)).map((row) => row.assay_case)).toEqual([5, 10])
    expect(script).toContain(count)
    expect(script).toContain(list)
  })

  it('counts a score that is NULL as a mismatch', async () => {
    const [model] = fc
      .sample(generatedScorecard(), { numRuns: 30, seed: 3 })
      .filter((one) => one.variables[0]!.type === 'numeric')
    const cases = goldenCases(model!, { nRandom: 0 })
    await sqlite.execute(goldenSql(model!, cases, { dialect: 'sqlite', table: 'broken' }).script)
    const name = DIALECTS.sqlite.quoteName(model!.characteristics[0]!.name)
    await sqlite.execute(`UPDATE broken SET ${name} = 'text' WHERE assay_case = 3`)
    expect(await sqlite.rows(verifySql(model!, { dialect: 'sqlite', table: 'broken' }).count)).toEqual([
      { n: cases.length, mismatches: 1 },
    ])
  })

  it('holds no empty text in Oracle, and says so', () => {
    const cases = [{ values: [1, 1, '', 'x'] }, { values: [1, 1, 'x', 'x'] }]
    const { nRows, notes, script } = goldenSql(ratio, cases, { dialect: 'oracle', table: 'golden' })
    expect(nRows).toBe(1)
    expect(notes).toEqual(['1 golden cases hold texts that Oracle cannot hold apart.'])
    expect(script).toContain("SELECT 1D, 1D, 'x', 'x', 2, 2D, ")
    expect(script).not.toContain('VALUES')
  })

  it.each(SQL_DIALECTS)('are written for %s', (dialect) => {
    const cases = goldenCases(ratio, { nRandom: 400 })
    const { script } = goldenSql(ratio, cases, { dialect, table: 'golden' })
    expect(script.split('INSERT INTO').length - 1).toBe(
      Math.ceil(goldenSql(ratio, cases, { dialect, table: 'golden' }).nRows / DIALECTS[dialect].insertRows),
    )
    expect(verifySql(ratio, { dialect, table: 'golden' }).script).toMatch(/COUNT\(\*\) AS n/)
  })

  it('needs one expectation per case', () => {
    const expected = { points: new Float64Array(1), probability: new Float64Array(1) }
    expect(() => goldenSql(ratio, [], { dialect: 'duckdb', table: 'g', expected })).toThrow(
      /one expectation per case, got 1 for 0/,
    )
  })
})
