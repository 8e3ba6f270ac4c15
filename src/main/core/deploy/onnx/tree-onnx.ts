import { StatisticError } from '../../statistic-error.ts'
import { requireTrees } from '../../trees/require-trees.ts'
import type { TreeModel } from '../../trees/tree-model.ts'
import { nextAbove } from '../neighbours.ts'
import { addStep, constant, type OnnxGraph } from './onnx-graph.ts'
import { addInput, inputValue } from './onnx-inputs.ts'
import { addProbability } from './onnx-probability.ts'
import { ONNX_TYPES, type OnnxValue, onnxBytes } from './onnx-proto.ts'
import { treeEnsemble } from './tree-ensemble.ts'

/** What the file says of the model. */
export interface OnnxHeader {
  readonly name: string
  readonly version: number
  /** SHA-256 of the canonical JSON of the model, in hex. */
  readonly contentHash: string
  /** Version of Assay that writes the file. */
  readonly codeVersion: string
}

/** Names of the outputs of the graph. */
export interface OnnxOutputs {
  readonly label: string
  readonly probabilities: string
  readonly margin: string
  readonly points: string
}

/** A tree model as ONNX, and what the reader of the file must know. */
export interface OnnxFile {
  readonly bytes: Uint8Array
  readonly outputs: OnnxOutputs
  /** Precision in which trees compare and add. */
  readonly precision: 'double' | 'float'
  readonly notes: string[]
}

/** ONNX 1.16: the first with TreeEnsemble, which takes doubles and gives doubles. */
const VERSIONS = { ir: 10, opset: 21, mlOpset: 5 } as const

/**
 * A tree model as ONNX: one input per characteristic, named as it is, of shape (n, 1); the outputs `label` (1 where the PD is above
 * one half), `probabilities` (non-event, event), `margin` (log odds before any calibration) and `points`.
 *
 * Thresholds, leaves and sums are doubles, as in Assay. A model that adds 32-bit numbers is written with 32-bit trees where each
 * threshold decides 32-bit numbers as it decides doubles; else in doubles, and its margins differ by the roundings. The same model
 * and header give the same bytes.
 *
 * @param model - tree model as plain data
 * @param header - name and version, hash of the model, version of Assay
 * @throws StatisticError `invalidInput` if the model is not sound, or a name or level holds half a surrogate pair or is empty
 * @see ONNX 1.16, ai.onnx.ml 5: TreeEnsemble, LabelEncoder
 */
export function treeOnnx(model: TreeModel, header: OnnxHeader): OnnxFile {
  requireTrees(model)
  const { characteristics } = model
  const graph: OnnxGraph = { nodes: [], constants: new Map() }
  const outputs = outputNames(characteristics.map(({ name }) => name))
  const precision = model.arithmetic === 'single' && hasSingleThresholds(model) ? 'float' : 'double'
  const columns = characteristics.map((characteristic, place) => addInput(graph, characteristic, place))
  const values = addStep(graph, 'Concat', columns, 'assay/values', { axis: { int: 1 } })
  addMargin(graph, model, values, outputs.margin, precision)
  const scaled = addStep(graph, 'Mul', [outputs.margin, constant(graph, model.factor)], 'assay/scaled')
  addStep(graph, 'Sub', [constant(graph, model.offset), scaled], outputs.points)
  addClasses(graph, addProbability(graph, model.calibration, outputs.margin), outputs)
  const bytes = onnxBytes({
    irVersion: VERSIONS.ir,
    opset: VERSIONS.opset,
    mlOpset: VERSIONS.mlOpset,
    producer: { name: 'Assay', version: header.codeVersion },
    version: header.version,
    description: `Boosted trees ${header.name}, version ${header.version}`,
    graphName: header.name === '' ? 'model' : header.name,
    ...graph,
    inputs: characteristics.map(inputValue),
    outputs: outputValues(outputs),
    metadata: new Map([
      ['assay_name', header.name],
      ['assay_version', String(header.version)],
      ['assay_content_hash', header.contentHash],
      ['assay_code_version', header.codeVersion],
      ['assay_event', `${model.target.column} = ${model.target.eventValue}`],
    ]),
  })
  return { bytes, outputs, precision, notes: notesOf(model, outputs, precision) }
}

function addMargin(
  graph: OnnxGraph,
  model: TreeModel,
  values: string,
  output: string,
  precision: 'double' | 'float',
): void {
  if (precision === 'double') {
    graph.nodes.push(treeEnsemble(model, values, output, 'double'))
    return
  }
  const single = addStep(graph, 'Cast', [values], 'assay/singleValues', { to: { int: ONNX_TYPES.float } })
  graph.nodes.push(treeEnsemble(model, single, 'assay/singleMargin', 'float'))
  addStep(graph, 'Cast', ['assay/singleMargin'], output, { to: { int: ONNX_TYPES.double } })
}

/** Two columns of probabilities, and 1 where that of the event is above one half. */
function addClasses(graph: OnnxGraph, event: string, { label, probabilities }: OnnxOutputs): void {
  const other = addStep(graph, 'Sub', [constant(graph, 1), event], 'assay/nonEvent')
  addStep(graph, 'Concat', [other, event], probabilities, { axis: { int: 1 } })
  const isEvent = addStep(graph, 'Greater', [event, constant(graph, 0.5)], 'assay/isEvent')
  const column = addStep(graph, 'Cast', [isEvent], 'assay/labels', { to: { int: ONNX_TYPES.int64 } })
  graph.constants.set('assay/flat', { type: 'int64', dims: [1], values: [-1] })
  addStep(graph, 'Reshape', [column, 'assay/flat'], label)
}

function outputValues({ label, probabilities, margin, points }: OnnxOutputs): OnnxValue[] {
  return [
    { name: label, type: 'int64', dims: ['n'], description: '1 = the event: its probability is above one half' },
    { name: probabilities, type: 'double', dims: ['n', 2], description: 'probability of no event, of the event' },
    { name: margin, type: 'double', dims: ['n', 1], description: 'log odds of the event before any calibration' },
    { name: points, type: 'double', dims: ['n', 1], description: 'points; more are safer' },
  ]
}

/** Names that no input has, told apart by a number where need be. */
function outputNames(inputs: readonly string[]): OnnxOutputs {
  const taken = new Set(inputs)
  for (const name of inputs) {
    if (name === '' || name.startsWith('assay/'))
      throw new StatisticError(
        'invalidInput',
        `model for ONNX needs characteristics with a name that does not begin with "assay/", got ${JSON.stringify(name)}`,
      )
  }
  const free = (wanted: string): string => {
    let name = wanted
    for (let i = 2; taken.has(name); i++) name = `${wanted}_${i}`
    taken.add(name)
    return name
  }
  return {
    label: free('label'),
    probabilities: free('probabilities'),
    margin: free('margin'),
    points: free('points'),
  }
}

/** Whether every threshold, rounded to 32 bits, decides values rounded to 32 bits as the threshold decides the values. */
function hasSingleThresholds({ characteristics, trees }: TreeModel): boolean {
  return trees.every(({ features, thresholds }) =>
    features.every((feature, node) => {
      if (characteristics[feature]!.levels !== null) return true
      const threshold = thresholds[node]!
      if (!Number.isFinite(threshold)) return true
      return Math.fround(nextAbove(threshold)) > Math.fround(threshold)
    }),
  )
}

function notesOf(model: TreeModel, outputs: OnnxOutputs, precision: 'double' | 'float'): string[] {
  const derived = new Set(
    (model.preprocessing?.steps ?? []).flatMap((one) => (one.kind === 'derive' ? [one.name] : [])),
  )
  const ownDerived = model.characteristics.filter(({ name }) => derived.has(name)).map(({ name }) => `"${name}"`)
  const checks = (model.preprocessing?.steps ?? []).filter(({ kind }) => kind !== 'derive').length
  const emptyLevels = model.characteristics.filter((one) => one.type === 'text' && one.levels?.includes('') === true)
  return [
    `One input per characteristic, named as it is, shape (n, 1): numbers as doubles, NaN missing; texts as strings, the empty one missing. Outputs: "${outputs.label}", "${outputs.probabilities}", "${outputs.margin}" and "${outputs.points}".`,
    'Written for ONNX 1.16 (ai.onnx.ml 5, TreeEnsemble); onnxruntime runs it from 1.20 on.',
    precision === 'double'
      ? 'Values, thresholds and sums are doubles, and one thread adds tree by tree as Assay does; with more threads the last digits of a sum may differ.'
      : 'The model adds 32-bit numbers: its trees stand there as such, and one thread adds them as Assay does; with more threads the last digits of a sum may differ.',
    ...(model.arithmetic === 'single' && precision === 'double'
      ? ['The model adds 32-bit numbers, the file doubles, because a threshold lies between two 32-bit numbers.']
      : []),
    ...(ownDerived.length === 0
      ? []
      : [`Derived columns are inputs and must be computed before: ${ownDerived.join(', ')}.`]),
    ...(checks === 0
      ? []
      : [
          `${checks} ${checks === 1 ? 'rule that tells' : 'rules that tell'} for whom the model was made cannot be said in ONNX: apply them before scoring.`,
        ]),
    ...emptyLevels.map(({ name }) => `The empty text is a level of "${name}": a missing value of it cannot be given.`),
  ]
}
