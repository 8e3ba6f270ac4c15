import type { DatabaseConnection } from '../../store/open-database.ts'
import { StandingThread } from '../standing-thread.ts'
import { GRID_TASK, type GridCalls, type GridOrder } from './grid-protocol.ts'

/** Decoded chunks and levels kept in memory. */
const CACHE_BYTES = 512 * 2 ** 20

export interface GridWorkerOptions {
  readonly workerEntry: URL
  readonly connection: DatabaseConnection
  readonly cacheBytes?: number
}

/** The thread that reads, sorts, filters and searches for the grid. */
export class GridWorker extends StandingThread<GridCalls> {
  constructor({ workerEntry, connection, cacheBytes = CACHE_BYTES }: GridWorkerOptions) {
    const order: GridOrder = { task: GRID_TASK, input: { cacheBytes }, connection }
    super({ workerEntry, workerData: order, name: 'grid' })
  }
}
