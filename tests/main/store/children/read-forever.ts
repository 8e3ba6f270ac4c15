/** Worker thread: reads the same version over and over on its own read-only connection, and reports how often. */
import { parentPort, workerData } from 'node:worker_threads'
import { type DatabaseConnection, openReader } from '../../../../src/main/store/open-database.ts'

const { connection, id, nReads } = workerData as { connection: DatabaseConnection; id: string; nReads: number }
const reader = openReader(connection)
let sum = 0
for (let i = 0; i < nReads; i++) {
  const column = reader.readFrame(id, ['amount']).columns.get('amount')
  if (column?.kind === 'numeric') sum += column.values[0]!
}
reader.close()
parentPort!.postMessage(sum)
