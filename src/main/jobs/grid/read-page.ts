import type { Cell } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { CHUNK_ROWS } from '../../core/frame/chunk-rows.ts'
import { maskCell } from '../../core/privacy/mask-text.ts'
import { columnIndexes } from '../../store/column-source.ts'
import type { GridSource } from '../../store/grid-source.ts'
import type { RowsPage, RowsRequest } from './grid-protocol.ts'

/** Cells in one answer: more would hold up the screen while they are copied. */
const MAX_CELLS = 200_000

/**
 * Cells of consecutive rows of a data set or of a view.
 *
 * @param order - rows of the view in its order; null: all rows as they stand
 */
export function readPage(source: GridSource, request: RowsRequest, order: Uint32Array | null): RowsPage {
  const { setId, version } = source.dataset(request.datasetVersionId)
  const indexes = columnIndexes(version, request.columns ?? undefined)
  const nRows = order?.length ?? version.nRows
  const size = Math.max(0, Math.min(request.limit, nRows - request.offset))
  if (size * indexes.length > MAX_CELLS) {
    throw new AppError('tooLarge', `A page has at most ${MAX_CELLS} cells, got ${size * indexes.length}`, {
      hint: 'Ask for fewer rows or columns at once.',
      place: { field: 'limit' },
    })
  }
  const rowNumbers = Array.from({ length: size }, (_, i) => order?.[request.offset + i] ?? request.offset + i)
  const rows = rowNumbers.map((): Cell[] => new Array<Cell>(indexes.length).fill(null))
  const masks = new Map(request.masks)
  for (const [at, index] of indexes.entries()) {
    const mask = masks.get(version.columns[index]!.name)
    const cell = cellReader(source, setId, index)
    for (let i = 0; i < size; i++) {
      const value = cell(rowNumbers[i]!)
      rows[i]![at] = mask === undefined ? value : maskCell(value, mask)
    }
  }
  const columns = indexes.map((index) => version.columns[index]!.name)
  return { columns, nRows, rows, rowNumbers, masked: columns.filter((name) => masks.has(name)) }
}

function cellReader(source: GridSource, setId: string, columnIndex: number): (row: number) => Cell {
  const chunks: (Float64Array | Int32Array)[] = []
  let levels: readonly string[] | null = null
  return (row) => {
    const chunkIndex = Math.floor(row / CHUNK_ROWS)
    chunks[chunkIndex] ??= source.chunk(setId, columnIndex, chunkIndex)
    const chunk = chunks[chunkIndex]
    const stored = chunk[row - chunkIndex * CHUNK_ROWS]!
    if (chunk instanceof Float64Array) return Number.isNaN(stored) ? null : stored
    if (stored < 0) return null
    levels ??= source.levels(setId, columnIndex)
    return levels[stored]!
  }
}
