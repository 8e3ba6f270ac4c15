import type { MessagePort, Transferable } from 'node:worker_threads'
import { GridSource } from '../../store/grid-source.ts'
import { cancelledError, packError } from '../crossing-error.ts'
import type { FromGrid, GridCalls, GridOrder, GridVerb, ToGrid } from './grid-protocol.ts'
import { GridViews } from './grid-views.ts'

type Request = Exclude<ToGrid, { readonly verb: 'cancel' }>

/**
 * Serves the grid on a thread that lives as long as the workspace stays open. Opening a view gives way to other messages
 * between the parts of a column, so that rows are shown and a cancel is heard meanwhile.
 */
export function serveGrid(order: GridOrder, port: MessagePort): void {
  const views = new GridViews(new GridSource(order.connection, order.input.cacheBytes))
  const cancelled = new Set<number>()
  const open = new Set<number>()
  port.on('message', (message: ToGrid) => {
    if (message.verb === 'cancel') {
      if (open.has(message.id)) cancelled.add(message.id)
      return
    }
    open.add(message.id)
    const checkpoint = async (): Promise<void> => {
      await new Promise((resolve) => setImmediate(resolve))
      if (cancelled.has(message.id)) throw cancelledError()
    }
    void reply(views, message, checkpoint).then(({ answer, transfer }) => {
      open.delete(message.id)
      cancelled.delete(message.id)
      port.postMessage(answer, transfer)
    })
  })
}

async function reply(
  views: GridViews,
  request: Request,
  checkpoint: () => Promise<void>,
): Promise<{ answer: FromGrid; transfer: readonly Transferable[] }> {
  try {
    const result = await run(views, request, checkpoint)
    const rows = request.verb === 'order' && 'rows' in result ? result.rows : null
    const transfer = rows instanceof Uint32Array ? [rows.buffer as ArrayBuffer] : []
    return { answer: { id: request.id, result }, transfer }
  } catch (error) {
    return { answer: { id: request.id, error: packError(error) }, transfer: [] }
  }
}

async function run(
  views: GridViews,
  request: Request,
  checkpoint: () => Promise<void>,
): Promise<GridCalls[GridVerb]['output']> {
  switch (request.verb) {
    case 'view':
      return await views.open(request.input, checkpoint)
    case 'rows':
      return views.page(request.input)
    case 'order':
      return views.order(request.input)
  }
}
