import { searchDimensionText } from '../../../../shared/search-dimension.ts'
import { fileNameOf } from '../../../components/clipboard.ts'
import { assayCommand, type CommandWorkspace } from '../../../words/command-line.ts'
import { hasOwnParams } from '../training-input.ts'
import type { DraftSpec } from '../use-development-draft.ts'
import { dimensionsOf, type ExperimentChoices } from './experiment-choices.ts'

const VERBS = { crossValidation: 'cross-validate', learningCurve: 'learning-curve', search: 'search' } as const

/** The command that runs the experiment on the form. */
export function experimentCommand(
  dataset: { readonly id: string; readonly name: string },
  spec: DraftSpec,
  choices: ExperimentChoices,
  workspace: CommandWorkspace,
): string {
  const { kind, folds, repeats, strategy, trials } = choices
  const isSearch = kind === 'search'
  return assayCommand(
    `${VERBS[kind]} ${spec.method}`,
    [],
    [
      ['dataset', dataset.id],
      ['exclude', spec.exclude],
      ['params', hasOwnParams(spec) ? fileNameOf(`${dataset.name} params`, 'json') : null],
      ['seed', spec.seed],
      ['folds', kind === 'learningCurve' ? null : folds],
      ['repeats', kind === 'crossValidation' ? repeats : null],
      ['strategy', isSearch ? strategy : null],
      ['trials', isSearch && strategy !== 'grid' ? trials : null],
      [
        'vary',
        isSearch
          ? dimensionsOf(choices.vary, spec.method).dimensions.map((one) => `${one.path}=${searchDimensionText(one)}`)
          : null,
      ],
    ],
    workspace,
  )
}
