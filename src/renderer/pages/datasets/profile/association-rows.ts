import type { AssociationCell, AssociationMatrix } from '../../../../charts/association-matrix.ts'
import type { AssociationsReport } from '../../../../shared/contract/index.ts'
import type { MetricKey } from '../../../metrics/metric-texts.ts'

/** Which of two measures stands for a pair of numbers, and for a pair of texts. */
export interface MeasureChoice {
  readonly numbers: 'pearson' | 'spearman'
  readonly texts: 'cramersV' | 'cramersVCorrected'
}

type Entry = AssociationsReport['associations'][number]

const WORDS: Readonly<Record<string, string>> = {
  pearson: 'Pearson correlation',
  spearman: 'Spearman correlation',
  cramersV: 'Cramér’s V',
  cramersVCorrected: 'Cramér’s V (corrected)',
  correlationRatio: 'correlation ratio η',
}

const METRICS: Readonly<Record<string, MetricKey>> = {
  pearson: 'pearson',
  spearman: 'spearman',
  cramersV: 'cramersV',
  cramersVCorrected: 'cramersV',
  correlationRatio: 'correlationRatio',
}

/** The measure in words. */
export function measureWord(measure: string): string {
  return WORDS[measure] ?? measure
}

/** What explains the measure on hover; null for one without a text. */
export function measureMetric(measure: string): MetricKey | null {
  return METRICS[measure] ?? null
}

/** One cell per pair, by the measure chosen for its types. */
export function associationMatrix(report: AssociationsReport, choice: MeasureChoice): AssociationMatrix {
  const shown = new Set<string>([choice.numbers, choice.texts, 'correlationRatio'])
  return {
    columns: report.columns,
    cells: report.associations.filter((entry) => shown.has(entry.measure)).map(asCell),
  }
}

/** What one column goes together with, strongest first, undefined ones last. */
export function associationsOf(
  report: AssociationsReport,
  column: string,
): (AssociationCell & { readonly key: string })[] {
  const strength = (cell: AssociationCell) => (cell.value === null ? -1 : Math.abs(cell.value))
  return report.associations
    .filter((entry) => entry.a === column || entry.b === column)
    .map((entry) => {
      const other = entry.a === column ? entry.b : entry.a
      return { ...asCell(entry), a: column, b: other, key: `${other} ${entry.measure}` }
    })
    .sort((x, y) => strength(y) - strength(x))
}

function asCell(entry: Entry): AssociationCell {
  const { a, b, value, n, reason } = entry
  const isSigned = entry.measure === 'pearson' || entry.measure === 'spearman'
  return { a, b, value, n, reason, isSigned, measure: measureWord(entry.measure) }
}
