import type { DatabaseConnection } from '../../store/open-database.ts'
import { StandingThread } from '../standing-thread.ts'
import { BIN_TASK, type BinCalls, type BinOrder } from './bin-protocol.ts'

/** The columns of a large data set are kept in memory no longer than this after the last question. */
const IDLE_MS = 5 * 60_000

export interface BinWorkerOptions {
  readonly workerEntry: URL
  readonly connection: DatabaseConnection
  readonly idleMs?: number
}

/** The thread that bins, fits and measures for the bin editor after every edit. */
export class BinWorker extends StandingThread<BinCalls> {
  constructor({ workerEntry, connection, idleMs = IDLE_MS }: BinWorkerOptions) {
    const order: BinOrder = { task: BIN_TASK, connection }
    super({ workerEntry, workerData: order, name: 'bin editor', idleMs })
  }
}
