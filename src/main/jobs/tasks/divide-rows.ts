import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { getColumn, type TextColumn } from '../../core/frame/frame.ts'
import { stratifiedSplit } from '../../core/random/stratified-split.ts'
import { StatisticError } from '../../core/statistic-error.ts'
import type { DatasetReader } from '../../store/open-database.ts'

/** Rows of the two samples a model is made and judged with. */
export interface Division {
  readonly development: Uint32Array
  readonly holdout: Uint32Array
}

/**
 * The column in which a data set says itself which sample a row belongs to, or null: the first one with the role `sample` that
 * knows the label `development` (folds do not).
 */
export function readSampleColumn(reader: DatasetReader, version: DatasetVersion): TextColumn | null {
  for (const { name, role, type } of version.columns) {
    if (role !== 'sample' || type === 'numeric') continue
    const column = getColumn(reader.readFrame(version.id, [name]), name)
    if (column.kind === 'text' && column.levels.includes('development')) return column
  }
  return null
}

/**
 * Divides the rows: as the data set says, else at random within the outcomes. Where there is no hold-out sample, the out-of-time
 * sample takes its place. Rows of no sample are left aside.
 *
 * @throws StatisticError `invalidInput` if a data set with a sample column has rows of development only
 */
export function divideRows(
  samples: TextColumn | null,
  yTrue: Uint8Array,
  draw: { readonly developmentShare: number; readonly seed: number },
): Division {
  if (samples === null) return stratifiedSplit(yTrue, draw.developmentShare, draw.seed)
  const development = rowsOf(samples, 'development')
  const holdout = rowsOf(samples, 'holdout')
  const others = holdout.length > 0 ? holdout : rowsOf(samples, 'outOfTime')
  if (development.length > 0 && others.length > 0) return { development, holdout: others }
  throw new StatisticError(
    'invalidInput',
    `sample column "${samples.name}" needs rows of development and of hold-out or out-of-time, got ${development.length} and ${others.length}`,
  )
}

function rowsOf({ codes, levels }: TextColumn, label: string): Uint32Array {
  const code = levels.indexOf(label)
  const rows: number[] = []
  if (code >= 0) for (let row = 0; row < codes.length; row++) if (codes[row] === code) rows.push(row)
  return Uint32Array.from(rows)
}

/**
 * Divides those rows whose outcome is known, as `divideRows` would divide them alone.
 *
 * @param samples - sample column of all rows, or null
 * @param labels - per row, read at the known rows only
 * @param known - row indices, ascending
 */
export function divideKnownRows(
  samples: TextColumn | null,
  labels: Uint8Array,
  known: Uint32Array,
  draw: { readonly developmentShare: number; readonly seed: number },
): Division {
  if (known.length === labels.length) return divideRows(samples, labels, draw)
  const codes = samples === null ? null : Int32Array.from(known, (row) => samples.codes[row]!)
  const division = divideRows(
    samples === null || codes === null ? null : { ...samples, codes },
    Uint8Array.from(known, (row) => labels[row]!),
    draw,
  )
  const rowsOfAll = (rows: Uint32Array): Uint32Array => rows.map((index) => known[index]!)
  return { development: rowsOfAll(division.development), holdout: rowsOfAll(division.holdout) }
}
