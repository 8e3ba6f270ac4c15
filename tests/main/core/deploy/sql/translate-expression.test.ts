import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type CaseValue, goldenCases } from '../../../../../src/main/core/deploy/golden-cases.ts'
import { goldenSql } from '../../../../../src/main/core/deploy/sql/golden-sql.ts'
import { scorecardSql } from '../../../../../src/main/core/deploy/sql/scorecard-sql.ts'
import type { SqlDialect } from '../../../../../src/main/core/deploy/sql/sql-dialect.ts'
import { verifySql } from '../../../../../src/main/core/deploy/sql/verify-sql.ts'
import { compileRowDerivations } from '../../../../../src/main/core/steps/derivations.ts'
import { ODD_LEVELS } from '../../../../helpers/generated-scorecard.ts'
import { announceNoPostgres, findPostgres, type PostgresServer, startPostgres } from '../../../../helpers/postgres.ts'
import { type SqlEngine, startDuckDb, startSqlite } from '../../../../helpers/sql-engines.ts'
import { derive, derivedModel, INPUTS } from './derived-model.ts'

/** Expressions whose values have to be the same to the last bit. */
const EXACT = {
  sum: 'a + b',
  difference: 'a - b - 1',
  product: 'a * b',
  quotient: 'a / b',
  ratio: '(a + b) / (a - b)',
  nothing: 'a / (b - b)',
  sign_of: '-a',
  less: 'a < b',
  equal: 'a = b',
  differs: 'a != 0',
  between: 'a between 1 and b',
  not_between: 'a not between 0 and 3',
  among: 'a in (1, 2.5, b)',
  among_missing: 'a in (1, missing)',
  same_text: "t = 'A'",
  other_text: 't != u',
  text_among: "t in ('A', 'a ', u)",
  text_order: 't < u',
  logic: 'a > 0 and b > 0 or t is missing',
  negation: 'not (a > b and b > 0)',
  flags: '(a > 0) = (b > 0)',
  is_missing: 'a is missing or t is not missing and isMissing(b)',
  condition: "if(a > 0, 'A', 'not A')",
  condition_text: "if(t = 'A', a, b)",
  condition_flag: 'if(a > 0, b > 0, b > 1)',
  filled: 'if(a is missing, 0, a)',
  switched: "switch(t, 'A', 1, 'a', 2, 0)",
  switched_number: "switch(a, b, 'same', 0, 'zero', 'other')",
  first: 'coalesce(a, b, 7)',
  first_text: "coalesce(t, u, 'A')",
  first_flag: 'coalesce(a > 0, b > 0)',
  least: 'min(a, b, 3)',
  greatest: 'max(a, b)',
  total: 'sum(a, b, 0.1)',
  average: 'mean(a, b, 0.2)',
  absolute: 'abs(a)',
  sign: 'sign(a)',
  floor: 'floor(a)',
  ceil: 'ceil(a)',
  root: 'sqrt(a)',
  rounded: 'round(a)',
  rounded_2: 'round(a, 2)',
  rounded_10: 'round(a, -1)',
  clipped: 'clip(a, -1, 2.5)',
  binned: 'bin(a, 0, 0.3, 10)',
  trimmed: 'trim(t)',
  length: 'length(t)',
  joined: "concat(t, '-', u)",
  contains: "contains(t, 'a')",
  contains_percent: "contains(t, '%')",
  begins: "startsWith(t, 'A')",
  ends: "endsWith(t, ' ')",
  part: 'substring(t, 2, 2)',
  part_before: 'substring(t, -1, 4)',
  part_rest: 'substring(t, 2)',
  replaced: "replace(t, 'a', 'bb')",
  flag_text: 'text(a > 0)',
  truth: 'true',
  chained: 'ratio + coalesce(filled, 1)',
} as const

/** Expressions that libraries compute with a last digit of their own. */
const NEAR = {
  log: 'log(a)',
  log10: 'log10(a)',
  exp: 'exp(a)',
  square: 'a ^ 2',
  power: 'pow(a, b)',
  cube_root: 'a ^ 0.3',
}

/** Letters beyond ASCII follow the database. */
const LETTERS = { small: 'lower(t)', large: 'upper(t)' }

const NUMBERS: readonly CaseValue[] = [
  null,
  0,
  -0,
  1,
  -1.5,
  2.5,
  0.1,
  0.3,
  -3,
  4.5,
  0.49999999999999994,
  2.345,
  1e10,
  5,
]
const TEXTS: readonly CaseValue[] = [null, ...ODD_LEVELS, '  a%b\t', 'banana', 'AbC', '\u3000x\ufeff']
const asciiOnly = (value: CaseValue): boolean =>
  typeof value !== 'string' || [...value].every((sign) => sign < '\u0080')

/** Every pair of numbers, with texts going round, then every text. */
function cases(numbers: readonly CaseValue[], texts: readonly CaseValue[]): CaseValue[][] {
  const pairs = numbers.flatMap((a) => numbers.map((b) => [a, b] as const))
  const first = pairs.map(([a, b], i) => [a, b, texts[i % texts.length]!, texts[(7 * i + 3) % texts.length]!])
  const rest = texts.flatMap((t) => texts.slice(0, 12).map((u) => [1, 2, t, u]))
  return [...first, ...rest]
}

type Rows = (script: string, query: string, columns: readonly string[]) => Promise<unknown[][]>

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

function inMemory(engine: () => SqlEngine): Rows {
  return async (script, query, columns) => {
    await engine().execute('DROP TABLE IF EXISTS golden')
    await engine().execute(script)
    const rows = await engine().rows(query)
    return rows.map((row) => columns.map((column) => row[column]))
  }
}

const onPostgres: Rows = async (script, query, columns) => {
  const scored = query.replace(/;\s*$/, '')
  const row = `json_build_array(${columns.map((column) => `c.${column}`).join(', ')})`
  const out = server!.run(`DROP TABLE IF EXISTS golden;\n${script}\nSELECT ${row} FROM (\n${scored}\n) c;`)
  return out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown[])
}

const ENGINES: readonly [SqlDialect, Rows][] = [
  ['sqlite', inMemory(() => sqlite)],
  ['duckdb', inMemory(() => duckDb)],
  ['postgresql', onPostgres],
]

describe.each(ENGINES)('%s computes what Assay computes', (dialect, rowsOf) => {
  const isAbsent = dialect === 'postgresql' && bin === null

  async function compare(
    expressions: Readonly<Record<string, string>>,
    values: readonly CaseValue[][],
    check: (got: unknown, wanted: CaseValue, name: string, row: CaseValue[]) => void,
  ): Promise<void> {
    const steps = derive(expressions)
    const names = Object.keys(expressions)
    const model = derivedModel(steps, names)
    const golden = goldenSql(
      model,
      values.map((one) => ({ values: one })),
      { dialect, table: 'golden' },
    )
    const columns = ['assay_case', ...names.map((name) => `assay_value_${name}`)]
    const rows = await rowsOf(golden.script, scorecardSql(model, { dialect, table: 'golden' }).query, columns)
    expect(rows.length).toBe(values.length)
    const types = new Map(
      INPUTS.map(({ name, type }) => [name, type === 'numeric' ? ('number' as const) : ('text' as const)]),
    )
    const read = compileRowDerivations(steps, types)
    for (const [number, ...got] of rows) {
      const row = values[(number as number) - 1]!
      const of = read((name) => row[INPUTS.findIndex((input) => input.name === name)]!)
      names.forEach((name, j) => {
        check(got[j], of(name), name, row)
      })
    }
  }

  it.skipIf(isAbsent)('exactly, for everything but functions of libraries', async () => {
    await compare(EXACT, cases(NUMBERS, TEXTS), (got, wanted, name, row) => {
      const plain = typeof wanted === 'number' ? wanted + 0 : wanted
      const value = typeof got === 'number' ? got + 0 : got
      if (value !== plain) expect({ name, row, value }).toEqual({ name, row, value: plain })
    })
  })

  it.skipIf(isAbsent)('to the last digits, for logarithms, exponentials and powers', async () => {
    await compare(
      NEAR,
      cases(
        NUMBERS.filter((x) => x !== 1e10),
        ['A'],
      ),
      (got, wanted, name, row) => {
        if (wanted === null || got === null) expect({ name, row, got }).toEqual({ name, row, got: wanted })
        else expect(Math.abs((got as number) / (wanted as number) - 1) < 1e-14 || got === wanted).toBe(true)
      },
    )
  })

  it.skipIf(isAbsent)('so that no golden case of such a scorecard differs', async () => {
    const model = derivedModel(derive(EXACT), Object.keys(EXACT))
    const golden = goldenSql(model, goldenCases(model), { dialect, table: 'golden' })
    const { count } = verifySql(model, { dialect, table: 'golden' })
    const query = `SELECT c.* FROM (\n${count}\n) c`
    expect(await rowsOf(golden.script, query, ['n', 'mismatches'])).toEqual([[golden.nRows, 0]])
  })

  it.skipIf(isAbsent)('exactly, for small and capital letters of ASCII', async () => {
    await compare(LETTERS, cases([1], TEXTS.filter(asciiOnly)), (got, wanted, name, row) => {
      expect({ name, row, got }).toEqual({ name, row, got: wanted })
    })
  })

  // PostgreSQL raises an error there, as its notes say.
  if (dialect === 'postgresql') return
  it('as missing, what is beyond the range of numbers', async () => {
    const expressions = { product: 'a * b', quotient: 'a / b', power: 'a ^ b', total: 'sum(a, b, a)', exp: 'exp(a)' }
    await compare(expressions, cases([1e300, -1e300, 1e-300, 710, 2], ['A']), (got, wanted, name, row) => {
      if (wanted === null || got === null) expect({ name, row, got }).toEqual({ name, row, got: wanted })
    })
  })
})

it.skipIf(bin === null)('PostgreSQL: NaN, other types and loose collations score as in Assay', () => {
  const model = derivedModel(derive({ plus: 'a + 0', same: "t = 'A'" }), ['plus', 'same'])
  const table = `DROP TABLE IF EXISTS typed;
CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false);
CREATE TABLE typed (n integer, a numeric, b real, t text COLLATE loose, u varchar(9));
INSERT INTO typed VALUES (1, 'NaN', 1, 'a', 'x'), (2, 0.1, 1, 'A', 'x'), (3, NULL, 1, 'Á', 'x'), (4, 7, 1, NULL, 'x');`
  const { query } = scorecardSql(model, { dialect: 'postgresql', table: 'typed' })
  const out = server!.run(
    `${table}\nSELECT n, assay_value_plus, assay_value_same, assay_points FROM (\n${query.replace(/;\s*$/, '')}\n) c ORDER BY n;`,
  )
  expect(out.trim().split('\n')).toEqual(['1||0|5', '2|0.1|1|5', '3||0|5', '4|7||8'])
})
