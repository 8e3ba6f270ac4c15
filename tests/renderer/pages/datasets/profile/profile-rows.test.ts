import { describe, expect, it } from 'vitest'
import {
  associationMatrix,
  associationsOf,
} from '../../../../../src/renderer/pages/datasets/profile/association-rows.ts'
import {
  columnFacts,
  quantileFacts,
  quantileName,
} from '../../../../../src/renderer/pages/datasets/profile/column-facts.ts'
import {
  filterProfileRows,
  namedColumn,
  profileRows,
} from '../../../../../src/renderer/pages/datasets/profile/profile-rows.ts'
import type { AssociationsReport, ColumnSchema } from '../../../../../src/shared/contract/index.ts'
import { numericProfile, RATES, textProfile } from '../../../../charts/data-chart-examples.ts'

function column(name: string, change: Partial<ColumnSchema> = {}): ColumnSchema {
  return {
    name,
    type: 'numeric',
    role: 'feature',
    reason: '',
    nMissing: 0,
    nDistinct: 1,
    nUnparsed: 0,
    dateFormat: null,
    specialCodes: [],
    privacy: null,
    ...change,
  }
}

const MASK = { privacy: { class: 'other', treatment: 'mask' } } as const

describe('rows of the profile', () => {
  const columns = [column('income'), column('purpose', { type: 'text', role: 'sensitive' }), column('new')]
  const rows = profileRows({ columns }, [textProfile(), numericProfile()], [RATES])

  it('keep the order of the columns and leave out those without a profile', () => {
    expect(rows.map((row) => row.column.name)).toEqual(['income', 'purpose'])
    expect(rows.map((row) => row.missingShare)).toEqual([0.05, 0.1])
    expect(rows.map((row) => row.nOutliers)).toEqual([2, null])
    expect(rows.map((row) => row.rates?.column ?? null)).toEqual(['income', null])
  })

  it('are filtered by type and role together', () => {
    expect(filterProfileRows(rows, { type: null, role: null })).toHaveLength(2)
    expect(filterProfileRows(rows, { type: 'text', role: null }).map((row) => row.column.name)).toEqual(['purpose'])
    expect(filterProfileRows(rows, { type: 'text', role: 'feature' })).toEqual([])
  })

  it('never carry rates by value of a masked column', () => {
    const [masked] = profileRows({ columns: [column('income', MASK)] }, [numericProfile()], [RATES])
    expect(masked).toMatchObject({ isMasked: true, rates: null })
  })

  it('find a column by the address, also with letters that addresses escape', () => {
    expect(namedColumn([column('a b')], 'a%20b')?.name).toBe('a b')
    expect(namedColumn([column('50%')], '50%')?.name).toBe('50%')
    expect(namedColumn([column('a')], 'b')).toBeNull()
  })
})

describe('facts of a column', () => {
  it('tell no value of a masked one', () => {
    const names = columnFacts(column('income', MASK), numericProfile(), true).map((fact) => fact.name)
    expect(names).toEqual(['Rows', 'Missing', 'Distinct values', 'Mode share'])
  })

  it('give fences with the rows beyond them', () => {
    const facts = columnFacts(column('income'), numericProfile(), false)
    expect(facts.find((fact) => fact.name === 'Above 120')).toMatchObject({ value: '2 / 100', metric: 'tukeyFences' })
    expect(facts.find((fact) => fact.name === 'Missing')?.value).toBe('5 / 100 (5.0%)')
  })

  it('list every quantile between the ends', () => {
    const names = quantileFacts(numericProfile()).map((fact) => fact.name)
    expect(names).toEqual(['Minimum', '5%', '25%', 'Median', '75%', '95%', 'Maximum'])
    expect(quantileName(0.001)).toBe('0.1%')
  })

  it('give the ends of dates as dates', () => {
    const dates = textProfile({ earliest: '2020-01-01', latest: '2021-01-01' })
    expect(quantileFacts(dates).map((fact) => fact.value)).toEqual(['2020-01-01', '2021-01-01'])
  })
})

describe('associations', () => {
  const entry = (a: string, b: string, measure: string, value: number | null) => ({
    a,
    b,
    measure,
    value,
    n: 10,
    reason: value === null ? 'does not vary' : null,
  })
  const report: AssociationsReport = {
    columns: ['x', 'y', 't'],
    associations: [
      entry('x', 'y', 'pearson', 0.2),
      entry('x', 'y', 'spearman', -0.9),
      entry('x', 't', 'correlationRatio', 0.5),
      entry('y', 't', 'correlationRatio', null),
    ],
    pooled: [],
  }

  it('give the matrix one cell per pair, by the measure chosen', () => {
    const { cells } = associationMatrix(report, { numbers: 'spearman', texts: 'cramersV' })
    expect(cells.map((cell) => [cell.a, cell.b, cell.value])).toEqual([
      ['x', 'y', -0.9],
      ['x', 't', 0.5],
      ['y', 't', null],
    ])
    expect(cells.map((cell) => cell.isSigned)).toEqual([true, false, false])
  })

  it('of one column are sorted by size, undefined last, the other column named', () => {
    expect(associationsOf(report, 'y').map((cell) => [cell.b, cell.value])).toEqual([
      ['x', -0.9],
      ['x', 0.2],
      ['t', null],
    ])
  })
})
