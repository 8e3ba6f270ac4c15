import type { ColumnProfile } from '../../../shared/contract/index.ts'
import { formatFraction, formatNumber } from '../../../shared/format.ts'
import { renderFacts, renderTable } from './table.ts'

const HISTOGRAM_CELLS = 40
const DAY_MS = 86_400_000

/** One line per column; the whole of it is in the JSON. */
export function profileText(profiles: readonly ColumnProfile[]): string {
  const rows = profiles.map((one) => [
    one.name,
    one.type,
    formatNumber(one.count, 'integer'),
    formatNumber(one.nMissing, 'integer'),
    formatNumber(one.nSpecial, 'integer'),
    formatNumber(one.nDistinct, 'integer'),
    one.earliest ?? formatNumber(one.minimum, 'number'),
    formatNumber(one.median, 'number'),
    one.latest ?? formatNumber(one.maximum, 'number'),
    formatNumber(one.mean, 'number'),
    formatNumber(one.standardDeviation, 'number'),
    one.topValues[0]?.value ?? '–',
  ])
  const columns = [
    { header: 'column' },
    { header: 'type' },
    { header: 'rows', align: 'right' },
    { header: 'missing', align: 'right' },
    { header: 'special', align: 'right' },
    { header: 'distinct', align: 'right' },
    { header: 'smallest', align: 'right' },
    { header: 'median', align: 'right' },
    { header: 'largest', align: 'right' },
    { header: 'mean', align: 'right' },
    { header: 'std dev', align: 'right' },
    { header: 'most frequent' },
  ] as const
  return renderTable(columns, rows)
}

/** All about one column. */
export function columnProfileText(one: ColumnProfile): string {
  const parts = [renderFacts(facts(one)), topTable(one), histogramTable(one)]
  return parts.filter((part) => part !== null).join('\n\n')
}

type Fact = readonly [label: string, value: string]

function facts(one: ColumnProfile): Fact[] {
  const count = (n: number): string => formatFraction(n, one.count)
  const all: (Fact | null)[] = [
    ['Column', one.name],
    ['Type', one.type],
    ['Rows', formatNumber(one.count, 'integer')],
    ['Missing', count(one.nMissing)],
    one.nSpecial === 0 ? null : ['Special', one.special.map(({ code, count: n }) => `${code}: ${count(n)}`).join('; ')],
    ['Distinct', formatNumber(one.nDistinct, 'integer')],
    ...rangeFacts(one),
    one.nZero === null ? null : ['Zero, negative', `${count(one.nZero)}; ${count(one.nNegative ?? 0)}`],
    one.outliers === null
      ? null
      : [
          'Outside the fences',
          `${formatNumber(one.outliers.nBelow, 'integer')} below ${formatNumber(one.outliers.lowerFence, 'number')}, ` +
            `${formatNumber(one.outliers.nAbove, 'integer')} above ${formatNumber(one.outliers.upperFence, 'number')}`,
        ],
    one.minLength === null || one.maxLength === null ? null : ['Length', `${one.minLength} to ${one.maxLength}`],
  ]
  return all.filter((fact) => fact !== null)
}

function rangeFacts(one: ColumnProfile): Fact[] {
  const dates: Fact[] = one.earliest === null ? [] : [['First to last', `${one.earliest} to ${one.latest ?? '–'}`]]
  if (one.mean === null) return dates
  const number = (value: number | null): string => formatNumber(value, 'number')
  return [
    ...dates,
    ['Mean, std dev', `${number(one.mean)}, ${number(one.standardDeviation)}`],
    ['Skewness, kurtosis', `${number(one.skewness)}, ${number(one.kurtosis)}`],
    ['Sum', number(one.sum)],
    ['Quantiles', one.quantiles.map(({ probability, value }) => `${probability}: ${number(value)}`).join('  ')],
    ['Smallest, largest', `${number(one.minimum)}, ${number(one.maximum)}`],
  ]
}

function topTable(one: ColumnProfile): string | null {
  if (one.topValues.length === 0) return null
  return renderTable(
    [{ header: 'most frequent' }, { header: 'rows', align: 'right' }, { header: 'share', align: 'right' }],
    one.topValues.map(({ value, count }) => [
      value,
      formatNumber(count, 'integer'),
      formatNumber(count / one.count, 'percent1'),
    ]),
  )
}

function histogramTable(one: ColumnProfile): string | null {
  if (one.histogram.length === 0) return null
  const edge = (value: number): string => (one.histogramUnit === 'day' ? dayText(value) : formatNumber(value, 'number'))
  const highest = Math.max(...one.histogram.map(({ count }) => count), 1)
  return renderTable(
    [
      { header: 'from', align: 'right' },
      { header: 'to', align: 'right' },
      { header: 'rows', align: 'right' },
      { header: '' },
    ],
    one.histogram.map(({ lower, upper, count }) => [
      edge(lower),
      edge(upper),
      formatNumber(count, 'integer'),
      '█'.repeat(Math.round((count / highest) * HISTOGRAM_CELLS)),
    ]),
  )
}

function dayText(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10)
}
