import { canonicalJson } from '../../governance/canonical-json.ts'
import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { EXTENDER } from './pmml-characteristics.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** Name of the extension element that holds what PMML has no place for. */
export const MODEL_EXTENSION = 'scorecardModel'

/** Parts of a characteristic that PMML has no place for. */
export type CharacteristicExtension = Pick<
  ScorecardModel['characteristics'][number],
  'name' | 'description' | 'coefficient' | 'meanPoints' | 'range'
>

/** Parts of a scorecard that PMML has no place for: everything but bins and points. */
export type ModelExtension = Pick<
  ScorecardModel,
  | 'formatVersion'
  | 'preprocessing'
  | 'target'
  | 'factor'
  | 'offset'
  | 'scaling'
  | 'intercept'
  | 'developmentEventRate'
  | 'calibration'
  | 'riskBands'
> & { readonly characteristics: readonly CharacteristicExtension[] }

/**
 * The extension element by which Assay reads its own file back: canonical JSON of a {@link ModelExtension}. Counts of the bins are
 * not in it: they describe the development sample, not the score.
 *
 * @param model - a sound scorecard
 * @throws StatisticError `invalidInput` for numbers that JSON cannot hold
 */
export function pmmlExtension(model: ScorecardModel): XmlElement {
  const rest: ModelExtension = {
    formatVersion: model.formatVersion,
    preprocessing: model.preprocessing,
    target: model.target,
    factor: model.factor,
    offset: model.offset,
    scaling: model.scaling,
    intercept: model.intercept,
    developmentEventRate: model.developmentEventRate,
    calibration: model.calibration,
    riskBands: model.riskBands,
    characteristics: model.characteristics.map(({ name, description, coefficient, meanPoints, range }) => ({
      name,
      description,
      coefficient,
      meanPoints,
      range,
    })),
  }
  return xmlElement('Extension', { extender: EXTENDER, name: MODEL_EXTENSION }, [canonicalJson(rest)])
}
