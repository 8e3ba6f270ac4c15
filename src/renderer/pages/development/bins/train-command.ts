import { fileNameOf } from '../../../components/clipboard.ts'
import { assayCommand, type CommandWorkspace } from '../../../words/command-line.ts'
import type { DraftSpec } from '../use-development-draft.ts'

/** The training that this specification asks for, with its parameters in a file beside it. */
export function trainCommand(
  dataset: { readonly id: string; readonly name: string },
  spec: DraftSpec,
  name: string | null,
  workspace: CommandWorkspace,
): string {
  return assayCommand(
    `train ${spec.method}`,
    [],
    [
      ['dataset', dataset.id],
      ['target', spec.target?.column],
      ['event', spec.target?.eventValue],
      ['exclude', spec.exclude],
      ['params', fileNameOf(`${dataset.name} params`, 'json')],
      ['seed', spec.seed],
      ['name', name],
    ],
    workspace,
  )
}

/** The parameter file as it is saved: indented, with a last line end. */
export function parameterFileText(spec: DraftSpec): string {
  return `${JSON.stringify(spec.params, null, 2)}\n`
}
