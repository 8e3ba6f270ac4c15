import { modelInputs } from '../../scorecard/model-inputs.ts'
import { StatisticError } from '../../statistic-error.ts'
import { neededDerivations } from '../../steps/derivations.ts'
import { requireTrees } from '../../trees/require-trees.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { treeDepth } from '../tree-depth.ts'
import { pmmlDerivations } from './pmml-derivations.ts'
import {
  derivedFieldNames,
  freeNames,
  type PmmlHeader,
  type PmmlText,
  pmmlDataDictionary,
  pmmlHeader,
  pmmlMiningSchema,
} from './pmml-fields.ts'
import { treePmmlOutput } from './pmml-output.ts'
import { MOST_PMML_DEPTH, type PmmlTreePlan, pmmlConstantTree, pmmlTree } from './pmml-tree.ts'
import { pmmlTreeFields } from './pmml-tree-fields.ts'
import { printXml, type XmlElement, xmlElement } from './xml-element.ts'

/** Nodes and leaves of a file, at most: beyond, no reader of PMML takes it. */
const MOST_NODES = 1_000_000

/**
 * A tree model as a PMML 4.4 `MiningModel`: the sum of one `TreeModel` per tree, the base margin being the first, and an output with the
 * log odds, the points and the PD.
 *
 *     margin = baseMargin + Σ over segments, in order, of the score of the node a case falls into
 *
 * The same model and header give the same bytes. Missing values go to the default child of a node; levels that did not occur in
 * development go where the model sends unseen ones.
 *
 * @param model - tree model
 * @param header - name and version, hash of the model, version of Assay
 * @returns the text of the file, UTF-8 when written, and notes for the person who deploys it
 * @throws StatisticError `invalidInput` if the model is not sound, is deeper or larger than readers of PMML take, or holds something PMML
 *   cannot express: a function of a derived column, dates, a control character in a level
 * @see Data Mining Group (2019), PMML 4.4, MiningModel; TreeModel
 */
export function treePmml(model: TreeModel, header: PmmlHeader): PmmlText {
  requireTrees(model)
  requireSize(model)
  const derivations = pmmlDerivations(model)
  const inputs = modelInputs(model).map(({ name }) => name)
  const free = freeNames([...inputs, ...derivedFieldNames(derivations)])
  const names = {
    target: free('trees'),
    logOdds: free('margin'),
    score: free('points'),
    uncalibrated: free('uncalibratedProbability'),
    probability: free('probability'),
  }
  const { names: fields, derived } = pmmlTreeFields(model, free)
  const transformations = [...(derivations?.children ?? []), ...derived]
  const plan: PmmlTreePlan = {
    characteristics: model.characteristics,
    fields,
    inputsOf: inputsOf(model),
    firstInput: inputs[0]!,
  }
  const segments = [pmmlConstantTree(model.baseMargin, plan), ...model.trees.map((tree) => pmmlTree(tree, plan))]
  const pmml = xmlElement('PMML', { xmlns: 'http://www.dmg.org/PMML-4_4', version: '4.4' }, [
    pmmlHeader('Boosted trees', header),
    pmmlDataDictionary(model, names.target),
    ...(transformations.length === 0 ? [] : [xmlElement('TransformationDictionary', {}, transformations)]),
    xmlElement('MiningModel', { modelName: header.name, functionName: 'regression', algorithmName: 'Assay trees' }, [
      pmmlMiningSchema(inputs, names.target),
      treePmmlOutput(model, names),
      xmlElement('Segmentation', { multipleModelMethod: 'sum' }, segments.map(segment)),
    ]),
  ])
  return {
    text: `<?xml version="1.0" encoding="UTF-8"?>\n${printXml(pmml)}`,
    notes: notesOf(model, names, derivations !== null),
  }
}

function segment(tree: XmlElement, place: number): XmlElement {
  return xmlElement('Segment', { id: place }, [xmlElement('True'), tree])
}

/** Columns of the file that each characteristic is made from. */
function inputsOf({ characteristics, preprocessing }: TreeModel): string[][] {
  if (preprocessing === undefined) return characteristics.map(({ name }) => [name])
  return characteristics.map(({ name }) => [...neededDerivations(preprocessing.steps, [name]).inputColumns])
}

function requireSize({ trees }: TreeModel): void {
  const nNodes = trees.reduce((sum, { features }) => sum + 2 * features.length + 1, 1)
  if (nNodes > MOST_NODES)
    throw new StatisticError('invalidInput', `PMML needs at most ${MOST_NODES} nodes and leaves, got ${nNodes}`)
  const depth = trees.reduce((most, tree) => Math.max(most, treeDepth(tree)), 0)
  if (depth > MOST_PMML_DEPTH)
    throw new StatisticError(
      'invalidInput',
      `PMML needs trees of at most ${MOST_PMML_DEPTH} splits one below the other, got ${depth}`,
    )
}

function notesOf(
  model: TreeModel,
  names: { readonly logOdds: string; readonly score: string; readonly probability: string },
  hasDerivations: boolean,
): string[] {
  const checks = (model.preprocessing?.steps ?? []).filter(({ kind }) => kind !== 'derive').length
  const calibrated = model.calibration === undefined ? '' : `, ${model.calibration.method} calibration included`
  return [
    `The outputs are "${names.logOdds}" (log odds before any calibration), "${names.score}" (higher is safer) and "${names.probability}" (the PD${calibrated}).`,
    'Missing values must reach the PMML engine as missing, not as NaN or an empty text; Assay counts NaN as missing.',
    'Trees are added in the order of the segments, the base margin first; an engine that adds in another order differs in the last digits.',
    'The result was checked with the PMML evaluator of Assay’s own tests; other engines were not run.',
    ...(model.arithmetic === 'single'
      ? ['The model adds 32-bit numbers, PMML doubles: margins differ by the roundings.']
      : []),
    ...(hasDerivations
      ? [
          'Derived columns are computed inside the file; logarithms and powers may differ from Assay in the last digit, which matters only at the very edge of a split. lower and upper follow the language settings of the engine.',
        ]
      : []),
    ...(checks > 0
      ? [
          `${checks} ${checks === 1 ? 'rule that tells' : 'rules that tell'} for whom the model was made (filters and exclusions) cannot be said in PMML: apply them before scoring.`,
        ]
      : []),
  ]
}
