import { modelInputs } from '../../scorecard/model-inputs.ts'
import { compileScorecard } from '../../scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../scorecard/scorecard-model.ts'
import { pmmlCharacteristics } from './pmml-characteristics.ts'
import { pmmlDerivations } from './pmml-derivations.ts'
import { pmmlExtension } from './pmml-extension.ts'
import { pmmlNotes } from './pmml-notes.ts'
import { type OutputNames, pmmlOutput } from './pmml-output.ts'
import { printXml, type XmlElement, xmlElement } from './xml-element.ts'

/** What the header of the file says of the model. */
export interface PmmlHeader {
  readonly name: string
  readonly version: number
  /** SHA-256 of the canonical JSON of the model, in hex. */
  readonly contentHash: string
  /** Version of Assay that writes the file. */
  readonly codeVersion: string
}

/** A scorecard as PMML, and what the reader of the file must know. */
export interface PmmlText {
  readonly text: string
  readonly notes: string[]
}

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
    headerElement(header),
    dataDictionary(model, names.target),
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
        miningSchema(model, names.target),
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

function headerElement({ name, version, contentHash, codeVersion }: PmmlHeader): XmlElement {
  return xmlElement('Header', { description: `Scorecard ${name}, version ${version}`, modelVersion: version }, [
    xmlElement('Application', { name: 'Assay', version: codeVersion }),
    xmlElement('Annotation', {}, [`SHA-256 of the canonical JSON of the model: ${contentHash}`]),
  ])
}

function dataDictionary(model: ScorecardModel, target: string): XmlElement {
  const inputs = modelInputs(model).map(({ name, type }) =>
    type === 'numeric'
      ? xmlElement('DataField', { name, optype: 'continuous', dataType: 'double' })
      : xmlElement('DataField', { name, optype: 'categorical', dataType: 'string' }),
  )
  const score = xmlElement('DataField', { name: target, optype: 'continuous', dataType: 'double' })
  return xmlElement('DataDictionary', { numberOfFields: inputs.length + 1 }, [...inputs, score])
}

function miningSchema(model: ScorecardModel, target: string): XmlElement {
  const inputs = modelInputs(model).map(({ name }) =>
    xmlElement('MiningField', {
      name,
      usageType: 'active',
      missingValueTreatment: 'asIs',
      invalidValueTreatment: 'asIs',
    }),
  )
  return xmlElement('MiningSchema', {}, [...inputs, xmlElement('MiningField', { name: target, usageType: 'target' })])
}

/** Names of the fields that are no columns, told apart from the columns by a number where need be. */
function fieldNames(model: ScorecardModel, derivations: XmlElement | null): { target: string; output: OutputNames } {
  const derived = (derivations?.children ?? []).flatMap((child) =>
    typeof child === 'string' ? [] : child.attributes.filter(([key]) => key === 'name').map(([, value]) => value),
  )
  const taken = new Set([...modelInputs(model).map(({ name }) => name), ...derived])
  const free = (wanted: string): string => {
    let name = wanted
    for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`
    taken.add(name)
    return name
  }
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
