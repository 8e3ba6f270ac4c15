import type { Estimate, SampleName } from '../shared/contract/primitives.ts'
import { formatInterval, formatNumber, type NumberFormat } from '../shared/format.ts'
import type { Plain } from './plain.ts'

const SAMPLE_WORDS: Readonly<Record<SampleName, string>> = {
  development: 'Development',
  holdout: 'Hold-out',
  all: 'All rows',
}

/** The printed name of a sample. */
export function sampleWord(sample: SampleName): string {
  return SAMPLE_WORDS[sample]
}

/** The sample a finding is stated on: the first one not used for development, else the first. */
export function findingSample<Report extends { readonly sample: SampleName }>(
  samples: readonly Report[],
): Report | undefined {
  return samples.find((report) => report.sample !== 'development') ?? samples[0]
}

/** "0.782 [0.741, 0.823]", or the dash where the estimate does not exist. */
export function estimateText(estimate: Plain<Estimate>, format: NumberFormat): string {
  return formatInterval(estimate.value, estimate.lower, estimate.upper, format)
}

/** Axis label for a share: 20%, 2.5%. */
export function percentTick(share: number): string {
  return formatNumber(share, 'percent1').replace('.0%', '%')
}

/** "Development n = 700 (210 bad); Hold-out n = 300 (90 bad)". */
export function sampleNote(
  samples: readonly { readonly sample: SampleName; readonly nRows: number; readonly nEvents: number }[],
): string {
  return samples
    .map(
      (report) =>
        `${sampleWord(report.sample)} n = ${formatNumber(report.nRows, 'integer')} (${formatNumber(report.nEvents, 'integer')} bad)`,
    )
    .join('; ')
}

/**
 * A label short enough for an axis, broken into at most `maxLines` lines of `perLine` characters. What is left out is
 * marked by an ellipsis; the full text stands in the chart's table.
 */
export function axisLabelText(text: string, perLine: number, maxLines: number): string {
  const words = splitLongWords(text.trim(), perLine)
  const lines: string[] = []
  let line = ''
  for (const word of words) {
    if (line !== '' && line.length + word.length > perLine) {
      lines.push(line.trimEnd())
      line = ''
    }
    line += word
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  if (lines.length <= maxLines) return lines.join('\n')
  const kept = lines.slice(0, maxLines)
  const last = kept[maxLines - 1] ?? ''
  kept[maxLines - 1] = `${last.slice(0, perLine - 1).replace(/[\s,;]+$/, '')}…`
  return kept.join('\n')
}

function splitLongWords(text: string, perLine: number): string[] {
  const pieces: string[] = []
  for (const word of text.split(/(?<=[\s_/,;-])/)) {
    const letters = Array.from(word)
    for (let start = 0; start < letters.length; start += perLine) {
      pieces.push(letters.slice(start, start + perLine).join(''))
    }
  }
  return pieces
}

/** Text of the data as it may stand in a tooltip, which the browser reads as HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`)
}
