import { useServices } from '../../../app-context.tsx'
import { useStartJob } from '../../../hooks/use-start-job.ts'
import type { DraftSpec } from '../use-development-draft.ts'
import { dimensionsOf, type ExperimentChoices } from './experiment-choices.ts'

interface Request {
  readonly spec: DraftSpec
  readonly choices: ExperimentChoices
}

/** Starts an experiment of the kind chosen and follows its job. */
export function useExperimentRun(dataset: string, onDone: (id: string) => void) {
  const { client } = useServices()
  const run = useStartJob(
    `experiment.${dataset}`,
    ({ spec: draft, choices }: Request) => {
      const spec = { dataset, ...draft }
      switch (choices.kind) {
        case 'crossValidation':
          return client.experiment.crossValidate({ spec, folds: choices.folds, repeats: choices.repeats })
        case 'learningCurve':
          return client.experiment.learningCurve({ spec })
        case 'search':
          return client.experiment.search({
            spec,
            strategy: choices.strategy,
            trials: choices.trials,
            folds: choices.folds,
            dimensions: [...dimensionsOf(choices.vary, draft.method).dimensions],
          })
      }
    },
    (job) => job.result !== null && onDone(job.result.id),
  )
  return { run, start: (spec: DraftSpec, choices: ExperimentChoices) => run.start({ spec, choices }) }
}
