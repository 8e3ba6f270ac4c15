import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { defaultOf } from './draft-methods.ts'
import type { DraftSpec } from './use-development-draft.ts'

/** Columns that may become characteristics. */
export function candidateColumns(dataset: DatasetVersion) {
  return dataset.columns.filter((column) => column.role === 'feature')
}

/** Name of the column by which rows are weighted, if the data set has one. */
export function weightColumn(dataset: DatasetVersion): string | null {
  return dataset.columns.find((column) => column.role === 'weight')?.name ?? null
}

/** The input of a training. */
export function trainingInput(datasetId: string, spec: DraftSpec, name: string | null) {
  const trimmed = name?.trim() ?? ''
  return { dataset: datasetId, ...spec, ...(trimmed === '' ? {} : { name: trimmed }) }
}

/** True when the parameters differ from the defaults, so that the command needs a parameter file. */
export function hasOwnParams(spec: DraftSpec): boolean {
  return JSON.stringify(spec.params) !== JSON.stringify(defaultOf(spec).params)
}
