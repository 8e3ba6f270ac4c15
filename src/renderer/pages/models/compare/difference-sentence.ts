import type { ComparisonReport } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

type Difference = ComparisonReport['differences'][number]

/** The convention of the field for a test of one difference. */
const SMALL_P = 0.05

/** The paired test of two models in plain words: who ranks better, by how much, and whether chance could have done it. */
export function differenceSentence(one: Difference, nameOf: (id: string) => string): string {
  const { value, lower, upper, reason } = one.aucDifference
  const [first, second] = [nameOf(one.first), nameOf(one.second)]
  if (value === null) return `${second} and ${first} cannot be compared: ${reason ?? 'no reason recorded'}.`
  const { pValue } = one.test
  const size = formatNumber(Math.abs(value), 'woe')
  const span =
    lower === null || upper === null
      ? ''
      : ` (95% interval of the difference ${formatNumber(lower, 'woe')} to ${formatNumber(upper, 'woe')})`
  if (value === 0) return `${second} and ${first} rank these cases equally well.`
  const [better, worse] = value > 0 ? [second, first] : [first, second]
  const found = `${better} ranks these cases better than ${worse}: its AUC is ${size} larger${span}`
  if (pValue === null) return `${found}. The test could not be computed.`
  const p = pValue < 0.001 ? 'p < 0.001' : `p = ${formatNumber(pValue, 'pValue')}`
  return pValue < SMALL_P
    ? `${found}. Chance alone would hardly do that (${p}).`
    : `${found}. Chance alone could do that (${p}): the difference is not established.`
}
