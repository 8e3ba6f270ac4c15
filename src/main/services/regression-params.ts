import type { DatasetVersion, ScorecardParams } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'

/** Columns that the parameters of a scorecard name. */
export function regressionColumns({ binning, selection, scaling }: ScorecardParams): string[] {
  const said = [...binning.trends, ...binning.specialCodes, ...binning.manual, ...(scaling.missing?.exceptions ?? [])]
  return [...said.map(({ column }) => column), ...selection.mustHave, ...selection.mustNot]
}

/** @throws AppError `invalidInput` with the place if a column has bins of a person twice */
export function requireBinsOnce({ binning }: ScorecardParams): void {
  const seen = new Set<string>()
  for (const { column } of binning.manual) {
    if (seen.has(column)) throw twice(column)
    seen.add(column)
  }
}

function twice(column: string): AppError {
  return new AppError('invalidInput', `Bins set by hand need to be given once for a column, got "${column}" twice`, {
    hint: 'Leave one of the two out.',
    place: { field: 'binning.manual', column },
  })
}

/** Codes declared with the data get bins of their own, unless the parameters say otherwise for the column. */
export function withBinningCodes(
  params: ScorecardParams,
  dataset: DatasetVersion,
  characteristics: readonly string[],
): ScorecardParams {
  const said = new Set(params.binning.specialCodes.map(({ column }) => column))
  const declared = dataset.columns
    .filter(({ name, specialCodes }) => specialCodes.length > 0 && characteristics.includes(name) && !said.has(name))
    .map(({ name, specialCodes }) => ({ column: name, codes: [...specialCodes] }))
  if (declared.length === 0) return params
  const specialCodes = [...params.binning.specialCodes, ...declared]
  return { ...params, binning: { ...params.binning, specialCodes } }
}
