import type { Step, StepLog } from '../../../shared/contract/index.ts'
import { applySteps } from '../../core/steps/apply-steps.ts'
import { columnAddedBy } from '../../core/steps/step.ts'
import { type MadeVersion, makeVersion } from './made-version.ts'
import type { TaskContext } from './task-context.ts'

export interface DeriveVersionInput {
  readonly datasetVersionId: string
  readonly steps: readonly Step[]
  readonly targetColumn: string | null
  readonly specialCodes: ReadonlyMap<string, readonly string[]>
}

/** Applies steps to a version. */
export function deriveVersion(input: DeriveVersionInput, context: TaskContext): MadeVersion & { stepLog: StepLog[] } {
  context.report('Reading columns', 0)
  const frame = context.openReader().readFrame(input.datasetVersionId)
  context.report('Applying steps', 0.3, frame.nRows)
  const applied = applySteps(frame, input.steps)
  const stepLog = applied.log.map(({ kind, nBefore, nAfter, nMissing, reason }, index) => ({
    kind,
    what: reason ?? columnAddedBy(input.steps[index]!) ?? '',
    nBefore,
    nAfter,
    nMissing,
  }))
  const made = makeVersion(applied.frame, input.targetColumn, input.specialCodes, (done) =>
    context.report('Profiling', 0.6 + 0.4 * done, applied.frame.nRows),
  )
  return { ...made, stepLog }
}
