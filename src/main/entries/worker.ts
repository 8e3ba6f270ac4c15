import { parentPort, workerData } from 'node:worker_threads'
import { BIN_TASK, type BinOrder } from '../jobs/binning/bin-protocol.ts'
import { GRID_TASK, type GridOrder } from '../jobs/grid/grid-protocol.ts'
import type { WorkerOrder } from '../jobs/worker-protocol.ts'

const order = workerData as WorkerOrder | GridOrder | BinOrder

// Loaded by need: the grid must answer at once and knows nothing of the tasks.
if (order.task === GRID_TASK && parentPort !== null) {
  const { serveGrid } = await import('../jobs/grid/serve-grid.ts')
  serveGrid(order as GridOrder, parentPort)
} else if (order.task === BIN_TASK && parentPort !== null) {
  const { serveBins } = await import('../jobs/binning/serve-bins.ts')
  serveBins(order as BinOrder, parentPort)
} else {
  const { serveWorker } = await import('../jobs/worker-main.ts')
  const { TASKS } = await import('../jobs/tasks/index.ts')
  await serveWorker(order as WorkerOrder, (message) => parentPort?.postMessage(message), TASKS)
}
