import type { ExportAgreement } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

/** What running the written file gave, in one or two sentences. */
export function agreementText(agreement: ExportAgreement): string {
  const { engine, nCases, nRows, nEqual, largestMarginDifference, largestProbabilityDifference } = agreement
  const count = (value: number) => formatNumber(value, 'integer')
  const cases = `${engine} ran the file on ${count(nCases)} cases, ${count(nRows)} of them rows of the data`
  const size = (value: number) => value.toExponential(1).replace('-', '−')
  if (nEqual === nCases) {
    return largestProbabilityDifference === 0
      ? `${cases}: every score is the same to the last bit.`
      : `${cases}: the log-odds are the same to the last bit in all of them, the PD to ${size(largestProbabilityDifference)}.`
  }
  return `${cases}: ${count(nEqual)} scores are the same to the last bit, the others differ by at most ${size(largestMarginDifference)} in log-odds and ${size(largestProbabilityDifference)} in the PD.`
}
