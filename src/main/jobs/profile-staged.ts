import type { ColumnProfile } from '../../shared/contract/index.ts'
import type { JobControl } from './job-types.ts'
import type { ProfileColumnsInput } from './tasks/profile-columns.ts'

/** Threads that profile at once; each holds one column. */
const N_WORKERS = 2
/** Below this many cells a second thread costs more than it saves. */
const MIN_CELLS = 500_000

/** Profiles the columns of a set of stored chunks in worker threads. The levels of its text columns must be stored already. */
export async function profileStaged(
  job: Pick<JobControl, 'inWorker'>,
  input: ProfileColumnsInput,
): Promise<ColumnProfile[]> {
  const { columns } = input
  const n = columns.length * input.nRows < MIN_CELLS ? 1 : N_WORKERS
  const shares = await Promise.all(
    Array.from({ length: n }, (_, k) =>
      job.inWorker<ColumnProfile[]>('profileColumns', {
        ...input,
        columns: columns.filter((__, index) => index % n === k),
      }),
    ),
  )
  return columns.map((_, index) => shares[index % n]![Math.floor(index / n)]!)
}
