import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { AppError } from '../../../shared/errors.ts'
import type { Call, Crew } from '../../core/gbdt/crew.ts'

const MOST_HANDS = 16

/** A crew whose other hands are threads; they stand by until closed. */
export interface ThreadCrew extends Crew {
  readonly close: () => void
}

/** Hands that this machine has use for: one per processor, four at most. */
export function crewSize(): number {
  return Math.max(1, Math.min(4, availableParallelism()))
}

/**
 * Opens a crew of the calling thread and `nHands` − 1 others. The threads start at once and come to work when they are up; until then
 * the caller works alone. Models do not depend on their number.
 *
 * @param nHands - 1 to 16
 * @throws AppError `invalidInput` for another number
 */
export function openCrew(nHands: number): ThreadCrew {
  if (!Number.isInteger(nHands) || nHands < 1 || nHands > MOST_HANDS)
    throw new AppError('invalidInput', `a crew needs 1 to ${MOST_HANDS} hands, got ${nHands}`)
  const workers = Array.from({ length: nHands - 1 }, (_, i) => startHand(i + 1))
  return {
    nHands,
    call: (call: Call) => {
      for (const worker of workers) worker.postMessage(call)
    },
    close: () => {
      for (const worker of workers.splice(0)) void worker.terminate()
    },
  }
}

function startHand(place: number): Worker {
  const worker = new Worker(crewEntry(import.meta.url), {
    workerData: place,
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: {},
    stdin: false,
  })
  // The thread must not keep a program alive that is done. Its failure shows in the shared memory, where the caller looks.
  worker.unref()
  worker.on('error', () => undefined)
  return worker
}

/** The file a hand starts with: beside the entries of the built program, or among the sources. @param here - URL of this module */
export function crewEntry(here: string): URL {
  if (here.endsWith('.ts')) return new URL('../../entries/crew.ts', here)
  const folder = new URL('.', here).pathname.endsWith('/chunks/') ? '../' : './'
  return new URL(`${folder}crew.js`, here)
}
