import { parentPort, workerData } from 'node:worker_threads'
import { TASKS } from '../jobs/tasks/index.ts'
import { serveWorker } from '../jobs/worker-main.ts'
import type { WorkerOrder } from '../jobs/worker-protocol.ts'

await serveWorker(workerData as WorkerOrder, (message) => parentPort?.postMessage(message), TASKS)
