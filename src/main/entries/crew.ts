import { parentPort, workerData } from 'node:worker_threads'
import { serveCrew } from '../jobs/boosting/serve-crew.ts'

if (parentPort !== null) serveCrew(parentPort, workerData as number)
