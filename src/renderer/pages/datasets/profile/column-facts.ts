import type { ColumnProfile, ColumnSchema } from '../../../../shared/contract/index.ts'
import { formatFraction, formatNumber } from '../../../../shared/format.ts'
import type { MetricKey } from '../../../metrics/metric-texts.ts'

/** One statistic of a column, printed, with what explains it. */
export interface Fact {
  readonly name: string
  readonly value: string
  readonly metric: MetricKey | null
}

/** Every statistic but the quantiles; of a masked column only those that tell no value. */
export function columnFacts(column: ColumnSchema, profile: ColumnProfile, isMasked: boolean): Fact[] {
  const counts = [
    fact('Rows', formatNumber(profile.count, 'integer')),
    fact('Missing', shareText(profile.nMissing, profile.count)),
    ...(column.nUnparsed > 0 ? [fact('Did not fit the type', formatNumber(column.nUnparsed, 'integer'))] : []),
    fact('Distinct values', formatNumber(profile.nDistinct, 'integer')),
    ...(profile.modeShare === null ? [] : [fact('Mode share', formatNumber(profile.modeShare, 'percent1'))]),
  ]
  if (isMasked) return counts
  return [...counts, ...(column.type === 'numeric' ? momentFacts(profile) : textFacts(profile))]
}

/** Minimum, every stored quantile, maximum; dates as dates. */
export function quantileFacts(profile: ColumnProfile): Fact[] {
  if (profile.earliest !== null && profile.latest !== null)
    return [fact('Earliest', profile.earliest), fact('Latest', profile.latest)]
  if (profile.minimum === null) return []
  return [
    number('Minimum', profile.minimum),
    ...profile.quantiles
      .filter((item) => item.probability > 0 && item.probability < 1)
      .map((item) => number(quantileName(item.probability), item.value, 'quantile')),
    number('Maximum', profile.maximum),
  ]
}

/** "Median", "0.5%", "99%". */
export function quantileName(probability: number): string {
  if (probability === 0.5) return 'Median'
  return `${Number((probability * 100).toPrecision(6))}%`
}

function momentFacts(profile: ColumnProfile): Fact[] {
  return [
    number('Mean', profile.mean, 'mean'),
    number('Std. deviation', profile.standardDeviation, 'standardDeviation'),
    fact('Skewness G₁', formatNumber(profile.skewness, 'ratio3'), 'skewness'),
    fact('Excess kurtosis G₂', formatNumber(profile.kurtosis, 'ratio3'), 'kurtosis'),
    number('Sum', profile.sum),
    count('Zero', profile.nZero, profile),
    count('Negative', profile.nNegative, profile),
    count('Whole numbers', profile.nInteger, profile),
    ...outlierFacts(profile),
  ]
}

function outlierFacts({ outliers, count: nRows }: ColumnProfile): Fact[] {
  if (outliers === null) return []
  return [
    fact(`Below ${formatNumber(outliers.lowerFence, 'number')}`, formatFraction(outliers.nBelow, nRows), 'tukeyFences'),
    fact(`Above ${formatNumber(outliers.upperFence, 'number')}`, formatFraction(outliers.nAbove, nRows), 'tukeyFences'),
  ]
}

function textFacts(profile: ColumnProfile): Fact[] {
  return [
    ...(profile.minLength === null ? [] : [number('Shortest, characters', profile.minLength)]),
    ...(profile.maxLength === null ? [] : [number('Longest, characters', profile.maxLength)]),
    ...(profile.nBlank === null ? [] : [count('Empty or blank', profile.nBlank, profile)]),
  ]
}

function count(name: string, n: number | null, profile: ColumnProfile): Fact {
  return fact(name, n === null ? formatNumber(null, 'integer') : shareText(n, profile.count))
}

function shareText(n: number, total: number): string {
  if (n === 0 || total === 0) return formatNumber(n, 'integer')
  return `${formatFraction(n, total)} (${formatNumber(n / total, 'percent1')})`
}

function number(name: string, value: number | null, metric: MetricKey | null = null): Fact {
  return fact(name, formatNumber(value, 'number'), metric)
}

function fact(name: string, value: string, metric: MetricKey | null = null): Fact {
  return { name, value, metric }
}
