import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'

/**
 * What a person who deploys the PMML file must know and the file cannot say.
 *
 * @param model - scorecard
 * @param hasDerivations - whether columns are derived inside the file
 */
export function pmmlNotes(model: ScorecardModel, hasDerivations: boolean): string[] {
  const checks = (model.preprocessing?.steps ?? []).filter(({ kind }) => kind !== 'derive').length
  const calibrated = model.calibration === undefined ? '' : `, ${model.calibration.method} calibration included`
  return [
    'The score is the field "points", read from the output "score"; higher is safer. The PD is the output "probability"' +
      `${calibrated}. Where a column has one of these names, the output has a number behind its name.`,
    'PMML ranks reason codes by the points below the baseline for as many ranks as are asked for; some programs name characteristics that are not below it. Assay names only those that are.',
    'Missing values must reach the PMML engine as missing, not as NaN or an empty text; Assay counts NaN as missing.',
    'Pass zeros without a sign: some engines order −0 before 0, Assay does not.',
    'The result was checked with the PMML evaluator of Assay’s own tests; other engines were not run.',
    ...(hasDerivations
      ? [
          'Derived columns are computed inside the file; logarithms and powers may differ from Assay in the last digit, which matters only at the very edge of a bin. lower and upper follow the language settings of the engine.',
        ]
      : []),
    ...(checks > 0
      ? [
          `${checks} ${checks === 1 ? 'rule that tells' : 'rules that tell'} for whom the model was made (filters and exclusions) cannot be said in PMML: apply them before scoring.`,
        ]
      : []),
    ...(model.riskBands !== undefined && model.riskBands.length > 0
      ? ['Risk bands are kept in the file for Assay only; no output gives them.']
      : []),
  ]
}
