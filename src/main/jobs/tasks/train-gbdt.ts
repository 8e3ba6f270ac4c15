import type { FitReport } from '../../../shared/contract/index.ts'
import { fitGbdt } from '../../core/gbdt/fit-gbdt.ts'
import { canonicalJson } from '../../core/governance/canonical-json.ts'
import { contentHash } from '../../core/governance/content-hash.ts'
import { preprocessingOf } from '../../core/scorecard/model-inputs.ts'
import type { TreeModel } from '../../core/trees/tree-model.ts'
import { openCrew } from '../boosting/crew.ts'
import { type BoostingRequest, type ColumnHistory, readTrainingRows } from './read-training.ts'
import type { TaskContext } from './task-context.ts'
import { iterationTeller } from './tell-iterations.ts'
import type { TrainedModel } from './train-scorecard.ts'
import { weightsAndOffset } from './training-rows.ts'

export interface TrainGbdtInput extends BoostingRequest, ColumnHistory {
  /** Threads; they do not change the model. */
  readonly workers: number
  /** One 32-bit number: 1 asks to stop and keep what there is; absent: nobody will ask. */
  readonly stop?: SharedArrayBuffer
}

/** Reads the columns named, sorts and splits the rows, grows the trees, and hands back plain values; iterations are parts. */
export function trainGbdt(input: TrainGbdtInput, context: TaskContext): TrainedModel {
  context.report('Reading columns', 0)
  const { target, params, seed } = input
  const { frame, special, applicants, split } = readTrainingRows(input, context.openReader())
  const teller = iterationTeller(context, params.maxTrees)
  const asked = input.stop === undefined ? null : new Int32Array(input.stop)
  const crew = openCrew(input.workers)
  try {
    let nGrown = 0
    const { model, fit }: { model: TreeModel; fit: FitReport } = fitGbdt(
      {
        frame,
        target,
        characteristics: [...input.characteristics],
        params,
        split,
        seed,
        ...weightsAndOffset(frame, special, split),
        weightColumn: special.weight,
        rejected: applicants.rejected,
      },
      {
        onIteration: (iteration) => {
          nGrown++
          teller.onIteration(iteration)
        },
        // Something has to be kept: the first tree is waited for.
        shouldStop: () => nGrown > 0 && asked !== null && Atomics.load(asked, 0) !== 0,
        onProgress: (stage, done, total) => {
          teller.finish()
          context.report(stage, total === 0 ? null : done / total)
        },
      },
      crew,
    )
    teller.finish()
    const preprocessing = preprocessingOf(
      input.steps,
      new Map(input.inputs.map((column) => [column.name, column])),
      model.characteristics.map(({ name }) => name),
    )
    const whole: TreeModel = preprocessing === null ? model : { ...model, preprocessing }
    return {
      modelJson: canonicalJson(whole),
      modelHash: contentHash(whole),
      fit,
      nCharacteristics: model.characteristics.length,
    }
  } finally {
    crew.close()
  }
}
