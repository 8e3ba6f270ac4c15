import { type ReadPeer, treeModelOfPeer } from '../../core/peers/peer-model.ts'
import type { Tree } from '../../core/trees/tree-model.ts'
import { badOnnx } from './bad-onnx.ts'
import { ensembleInputs } from './ensemble-inputs.ts'
import { ensembleTrees } from './ensemble-trees.ts'
import { type OnnxGraph, type OnnxStep, readOnnxGraph } from './onnx-graph.ts'

/** Largest ONNX file. */
export const MAX_ONNX_BYTES = 256 * 2 ** 20

const ENSEMBLES: ReadonlySet<string> = new Set(['TreeEnsembleClassifier', 'TreeEnsembleRegressor'])
/** What may stand before an ensemble. */
const BEFORE: ReadonlySet<string> = new Set(['Cast', 'Identity', 'Concat'])
/** What may stand behind it. */
const BEHIND: ReadonlySet<string> = new Set(['Cast', 'Identity', 'ZipMap', 'Sigmoid'])

/**
 * Reads an ONNX file whose graph is one ensemble of boosted trees for a yes-no outcome, as the converters of LightGBM, XGBoost and
 * scikit-learn write it. The event is the second class. Nothing is run.
 *
 * Values are rounded to 32 bits before they are compared, and margins added as 32-bit numbers, where the ensemble's input is of 32 bits;
 * thresholds here decide equally for every double. A base value is added last, as ONNX Runtime does: it stands as a tree of one leaf.
 *
 * @param bytes - the whole file
 * @returns the model without its target, and notes
 * @throws AppError `badData` or StatisticError `invalidInput` with the first fault, or the operator that is not read
 */
export function readOnnx(bytes: Uint8Array): ReadPeer {
  const graph = readOnnxGraph(bytes)
  const ensemble = ensembleOf(graph)
  const isClassifier = ensemble.op === 'TreeEnsembleClassifier'
  const { names, isSingle } = ensembleInputs(graph, ensemble, BEFORE)
  const isLogistic = requireBinary(graph, ensemble, isClassifier)
  const { trees, levels } = ensembleTrees(ensemble, names?.length ?? null, isSingle, isClassifier ? 'class' : 'target')
  const features = levels.map((list, i) => ({
    name: names?.[i] ?? `f${i}`,
    description: null,
    type: 'numeric' as const,
    levels: list === null ? null : [...list],
    monotone: null,
  }))
  const base = baseOf(ensemble)
  return treeModelOfPeer({
    features,
    baseMargin: 0,
    arithmetic: isSingle ? 'single' : 'double',
    trees: base === 0 ? trees : [...trees, oneLeaf(base)],
    notes: notesOf(ensemble, isLogistic, levels),
  })
}

function ensembleOf({ steps, producer }: OnnxGraph): OnnxStep {
  const known = new Set([...ENSEMBLES, ...BEFORE, ...BEHIND])
  for (const { op, domain } of steps) {
    const isMl = ENSEMBLES.has(op) || op === 'ZipMap'
    const isKnown = known.has(op) && (isMl ? domain === 'ai.onnx.ml' : domain === '' || domain === 'ai.onnx')
    if (isKnown) continue
    const hint = producer.toLowerCase().startsWith('assay')
      ? 'Export the model from Assay as JSON, which tells all of it.'
      : undefined
    const name = domain === '' ? op : `${domain}.${op}`
    throw badOnnx('needs one tree ensemble with casts around it', `the operator ${JSON.stringify(name)}`, hint)
  }
  const [ensemble, second] = steps.filter(({ op }) => ENSEMBLES.has(op))
  if (ensemble === undefined || second !== undefined)
    throw badOnnx('needs one tree ensemble', second === undefined ? 'none' : 'several')
  return ensemble
}

/** @returns whether the file makes a probability of the margin */
function requireBinary(graph: OnnxGraph, ensemble: OnnxStep, isClassifier: boolean): boolean {
  const transform = ensemble.attributes.get('post_transform')?.texts[0] ?? 'NONE'
  if (transform !== 'NONE' && transform !== 'LOGISTIC')
    throw badOnnx('needs the post-transform LOGISTIC or NONE', transform)
  const sigmoids = graph.steps.filter(({ op }) => op === 'Sigmoid').length
  if (sigmoids > (transform === 'NONE' ? 1 : 0)) throw badOnnx('needs one logistic transform', 'two')
  if (isClassifier) requireTwoClasses(ensemble)
  else requireOneTarget(ensemble)
  return transform === 'LOGISTIC' || sigmoids === 1
}

function requireTwoClasses({ attributes }: OnnxStep): void {
  const labels = labelsOf(attributes)
  if (labels.length !== 2) throw badOnnx('needs two classes', labels.length)
  const ids = new Set(attributes.get('class_ids')?.numbers)
  if (ids.size !== 1)
    throw badOnnx('needs the log odds of one class in its leaves, as boosting has them', 'values of several classes')
  const [id] = ids
  if (id !== 0 && id !== 1) throw badOnnx('needs class ids 0 or 1', id)
  // Runtimes leave base values out, or mix the classes up, where the leaves belong to the second one.
  if (id === 1 && baseCount(attributes) > 0)
    throw badOnnx('needs class ids 0 where there are base values', 'class ids 1')
}

function requireOneTarget({ attributes }: OnnxStep): void {
  const nTargets = attributes.get('n_targets')?.numbers[0] ?? 1
  if (nTargets !== 1) throw badOnnx('needs one target', nTargets)
  const how = attributes.get('aggregate_function')?.texts[0] ?? 'SUM'
  if (how !== 'SUM') throw badOnnx('needs trees that are added up (aggregate_function SUM)', how)
  if (attributes.get('target_ids')?.numbers.some((id) => id !== 0)) throw badOnnx('needs target ids 0', 'others')
}

function labelsOf(attributes: OnnxStep['attributes']): readonly (number | string)[] {
  const numbers = attributes.get('classlabels_int64s')?.numbers ?? []
  return numbers.length > 0 ? numbers : (attributes.get('classlabels_strings')?.texts ?? [])
}

function baseValues(attributes: OnnxStep['attributes']): readonly number[] {
  return (attributes.get('base_values') ?? attributes.get('base_values_as_tensor'))?.numbers ?? []
}

function baseCount(attributes: OnnxStep['attributes']): number {
  return baseValues(attributes).length
}

function baseOf({ attributes }: OnnxStep): number {
  const values = baseValues(attributes)
  if (values.length > 1) throw badOnnx('needs one base value', values.length)
  const base = values[0] ?? 0
  if (!Number.isFinite(base)) throw badOnnx('needs a finite base value', String(base))
  return base
}

function oneLeaf(value: number): Tree {
  return {
    features: [],
    thresholds: [],
    left: [],
    right: [],
    missingLeft: [],
    sets: [],
    values: [value],
    covers: [],
    gains: [],
  }
}

function notesOf(ensemble: OnnxStep, isLogistic: boolean, levels: readonly (readonly string[] | null)[]): string[] {
  const [, event] = labelsOf(ensemble.attributes)
  const nLevels = levels.filter((list) => list !== null).length
  return [
    event === undefined
      ? 'The event is what the trees give high values.'
      : `The event is the second class of the file, ${event}.`,
    ...(isLogistic ? [] : ['The file does not say what its sums mean; they are taken for log odds of the event.']),
    ...(nLevels === 0
      ? []
      : [`Features compared for equality with whole numbers: ${nLevels}. Other numbers count by their whole part.`]),
  ]
}
