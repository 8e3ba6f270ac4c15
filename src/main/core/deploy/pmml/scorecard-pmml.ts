import { modelInputs } from '../../scorecard/model-inputs.ts'
import { compileScorecard } from '../../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { pmmlCharacteristics } from './pmml-characteristics.ts'
import { pmmlDerivations } from './pmml-derivations.ts'
import { pmmlExtension } from './pmml-extension.ts'
import {
  derivedFieldNames,
  freeNames,
  type PmmlHeader,
  type PmmlText,
  pmmlDataDictionary,
  pmmlHeader,
  pmmlMiningSchema,
} from './pmml-fields.ts'
import { pmmlNotes } from './pmml-notes.ts'
import { type OutputNames, pmmlOutput } from './pmml-output.ts'
import { printXml, type XmlElement, xmlElement } from './xml-element.ts'

/**
 * A scorecard as a PMML 4.4 `Scorecard` with reason codes.
 *
 *     score = 0 + Σ points of the first attribute of each characteristic whose predicate is true
 *
 * The same model and header give the same bytes: no clock, no random names. The predicates keep Assay's order of precedence (missing,
 * special codes, intervals [lower, upper) or levels, all other values). Invalid values are taken as they are, so that a level that
 * did not occur in development gets the points of the last attribute.
 *
 * @param model - scorecard
 * @param header - name and version, hash of the model, version of Assay
 * @returns the text of the file, UTF-8 when written, and notes for the person who deploys it
 * @throws StatisticError `invalidInput` if the model is not sound, or holds something PMML cannot express: a function of a derived
 *   column, dates, a control character in a level
 * @see Data Mining Group (2019), PMML 4.4, Scorecard; Output; Built-in functions
 */
export function scorecardPmml(model: ScorecardModel, header: PmmlHeader): PmmlText {
  compileScorecard(model)
  const derivations = pmmlDerivations(model)
  const names = fieldNames(model, derivations)
  const pmml = xmlElement('PMML', { xmlns: 'http://www.dmg.org/PMML-4_4', version: '4.4' }, [
    pmmlHeader('Scorecard', header),
    pmmlDataDictionary(model, names.target),
    xmlElement(
      'Scorecard',
      {
        modelName: header.name,
        functionName: 'regression',
        algorithmName: 'Assay scorecard',
        initialScore: 0,
        useReasonCodes: 'true',
        reasonCodeAlgorithm: 'pointsBelow',
        baselineMethod: 'mean',
        isScorable: 'true',
      },
      [
        pmmlMiningSchema(
          modelInputs(model).map(({ name }) => name),
          names.target,
        ),
        pmmlOutput(model, names.output),
        ...(derivations === null ? [] : [derivations]),
        pmmlCharacteristics(model),
        pmmlExtension(model),
      ],
    ),
  ])
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n${printXml(pmml)}`,
    notes: pmmlNotes(model, derivations !== null),
  }
}

/** Names of the fields that are no columns, told apart from the columns by a number where need be. */
function fieldNames(model: ScorecardModel, derivations: XmlElement | null): { target: string; output: OutputNames } {
  const free = freeNames([...modelInputs(model).map(({ name }) => name), ...derivedFieldNames(derivations)])
  const reasons = model.characteristics.map((_, i) => free(`reasonCode${i + 1}`))
  return {
    target: free('points'),
    output: {
      score: free('score'),
      logOdds: free('logOdds'),
      uncalibrated: free('uncalibratedProbability'),
      probability: free('probability'),
      reasonCode: (rank) => reasons[rank - 1]!,
    },
  }
}
