import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'
import type { GridSource } from '../../store/grid-source.ts'
import { buildOrder, type Checkpoint } from './build-order.ts'
import type { Masks, OpenedView, RowsPage, RowsRequest, ViewDefinition, ViewOrder } from './grid-protocol.ts'
import { readPage } from './read-page.ts'

/** Views kept at once; one takes 4 bytes a row. */
const MAX_VIEWS = 8

interface View {
  readonly datasetVersionId: string
  readonly masks: string
  /** Null: all rows as they stand. */
  readonly rows: Uint32Array | null
}

/** The views that are open, the one used last at the end. */
export class GridViews {
  readonly #source: GridSource
  readonly #views = new Map<string, View>()

  constructor(source: GridSource) {
    this.#source = source
  }

  /** Opens a view. Its id follows from what it shows: an id never stands for other rows than it did before. */
  async open(definition: ViewDefinition, checkpoint: Checkpoint): Promise<OpenedView> {
    this.#forgetErased()
    const { version } = this.#source.dataset(definition.datasetVersionId)
    const id = `gv_${createHash('sha256').update(JSON.stringify(definition)).digest('hex').slice(0, 24)}`
    const known = this.#views.get(id)
    const view = known ?? {
      datasetVersionId: version.id,
      masks: JSON.stringify(definition.masks),
      rows: await buildOrder(this.#source, definition, checkpoint),
    }
    this.#views.delete(id)
    this.#views.set(id, view)
    if (this.#views.size > MAX_VIEWS) this.#views.delete(this.#views.keys().next().value!)
    return { view: id, nRows: view.rows?.length ?? version.nRows, nTotal: version.nRows }
  }

  page(request: RowsRequest): RowsPage {
    this.#forgetErased()
    const rows = request.view === null ? null : this.#find(request.view, request.datasetVersionId, request.masks).rows
    return readPage(this.#source, request, rows)
  }

  /** A copy of the order, for a job that writes the rows of a view. */
  order(request: { datasetVersionId: string; view: string; masks: Masks }): ViewOrder {
    this.#forgetErased()
    const { rows } = this.#find(request.view, request.datasetVersionId, request.masks)
    return { rows: rows === null ? null : rows.slice() }
  }

  #find(id: string, datasetVersionId: string, masks: Masks): View {
    const view = this.#views.get(id)
    if (view === undefined || view.datasetVersionId !== datasetVersionId || view.masks !== JSON.stringify(masks)) {
      throw new AppError('notFound', 'The view is not open any more', {
        hint: 'Open it again with its filter, search and order.',
        place: { field: 'view' },
      })
    }
    this.#views.delete(id)
    this.#views.set(id, view)
    return view
  }

  /** Which rows a view has can tell what stood in cells that are erased by now. */
  #forgetErased(): void {
    if (this.#source.forgetErased()) this.#views.clear()
  }
}
