import type { ScorecardParams } from '../../../../shared/contract/index.ts'
import { formatNumber } from '../../../../shared/format.ts'

/** One short line per part of the form: what holds there. */
export function parameterSummary(params: ScorecardParams, weightColumn: string | null) {
  const { binning, selection, scaling, rejectInference } = params
  const edited = binning.manual.length
  return {
    binning: join([
      `at most ${binning.maxBins} bins`,
      `from ${formatNumber(binning.minBinShare, 'percent1')}`,
      edited === 0 ? null : `${edited} by hand`,
    ]),
    selection: join([
      `IV from ${formatNumber(params.minInformationValue, 'number')}`,
      selection.method === 'none' ? null : `${SEARCHES[selection.method]} by ${CRITERIA[selection.criterion]}`,
      selection.mustHave.length === 0 ? null : `${selection.mustHave.length} must`,
      selection.mustNot.length === 0 ? null : `${selection.mustNot.length} must not`,
    ]),
    regression: join([
      params.l1 === 0 && params.l2 === 0 ? 'no penalty' : null,
      params.l2 > 0 ? `ridge ${formatNumber(params.l2, 'number')}` : null,
      params.l1 > 0 ? `lasso ${formatNumber(params.l1, 'number')}` : null,
      params.weights === 'role' && weightColumn !== null ? `weighed by ${weightColumn}` : null,
      params.offsetColumn === null ? null : `offset ${params.offsetColumn}`,
    ]),
    scaling: join([
      `${scaling.targetPoints} at ${scaling.targetOdds}:1`,
      `PDO ${scaling.pointsToDoubleOdds}`,
      scaling.rounding === 'none' ? 'exact' : null,
    ]),
    rejects: rejectInference.method === 'none' ? 'every row has an outcome' : REJECTS[rejectInference.method],
  }
}

const SEARCHES = { forward: 'forward', backward: 'backward', stepwise: 'stepwise', bestSubset: 'best subset' } as const
const CRITERIA = { aic: 'AIC', bic: 'BIC', crossValidatedAuc: 'AUC' } as const
const REJECTS = {
  knownOnly: 'left out',
  augmentation: 'augmentation',
  parcelling: 'parcelling',
  fuzzy: 'fuzzy',
  hardCutOff: 'hard cut-off',
} as const

function join(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null).join(', ')
}
