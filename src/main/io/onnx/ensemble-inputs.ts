import { PEER_LIMITS } from '../../core/peers/peer-model.ts'
import { badOnnx } from './bad-onnx.ts'
import { ELEMENT, type OnnxGraph, type OnnxInput, type OnnxStep } from './onnx-graph.ts'

/** What comes into an ensemble. */
export interface EnsembleInputs {
  /** Of its features; null: one matrix of a width that is not told. */
  readonly names: readonly string[] | null
  /** Whether values are numbers of 32 bits when they are compared. */
  readonly isSingle: boolean
}

interface Source {
  readonly names: readonly string[] | null
  readonly type: number
  /** True if the values were numbers of 32 bits on their way. */
  readonly wasSingle: boolean
}

const TYPES: ReadonlySet<number> = new Set(Object.values(ELEMENT))

/**
 * Follows the input of an ensemble back to the inputs of the graph, and checks that the steps behind the ensemble use nothing else.
 *
 * An input of one column has the name of the feature. The columns of a wider one are called by their places: f0, f1 … where it is the only
 * one, else by its name and the place.
 *
 * @param graph - the graph
 * @param ensemble - its tree ensemble
 * @param before - operators that may stand before it
 * @throws AppError `badData` for an input that is no matrix of numbers, or a step that does not belong to the way
 */
export function ensembleInputs(graph: OnnxGraph, ensemble: OnnxStep, before: ReadonlySet<string>): EnsembleInputs {
  const makers = new Map<string, OnnxStep>()
  for (const step of graph.steps)
    for (const output of step.outputs) {
      if (output !== '' && makers.has(output)) throw badOnnx('needs distinct names of values', output)
      makers.set(output, step)
    }
  const used = new Set<OnnxStep>([ensemble])
  const inputs = new Map(graph.inputs.map((input) => [input.name, input]))
  const isOnly = graph.inputs.length === 1
  const sourceOf = (name: string, depth: number): Source => {
    const input = inputs.get(name)
    if (input !== undefined) return fromInput(input, isOnly)
    const step = makers.get(name)
    if (step === undefined || depth > 50) throw badOnnx('needs a way from its inputs to the trees', `"${name}"`)
    if (!before.has(step.op)) throw badOnnx('needs casts and joins alone before the trees', step.op)
    used.add(step)
    return afterStep(
      step,
      step.inputs.map((one) => sourceOf(one, depth + 1)),
    )
  }
  const source = sourceOf(ensemble.inputs[0] ?? '', 0)
  requireBehind(graph.steps, used, ensemble)
  if (source.type === ELEMENT.double && source.wasSingle)
    throw badOnnx('needs values of one precision', '32-bit numbers made into 64-bit ones')
  if (source.names !== null && new Set(source.names).size !== source.names.length)
    throw badOnnx('needs distinct names of inputs', 'one twice')
  return { names: source.names, isSingle: source.type !== ELEMENT.double }
}

function fromInput({ name, elementType, columns }: OnnxInput, isOnly: boolean): Source {
  if (!TYPES.has(elementType)) throw badOnnx(`needs numbers in the input "${name}"`, `element type ${elementType}`)
  const wasSingle = elementType === ELEMENT.float
  if (columns === 1) return { names: [name], type: elementType, wasSingle }
  if (columns === null && isOnly) return { names: null, type: elementType, wasSingle }
  if (columns === null || columns > PEER_LIMITS.features)
    throw badOnnx(`needs a known number of columns in the input "${name}"`, columns ?? 'none')
  const names = Array.from({ length: columns }, (_, i) => (isOnly ? `f${i}` : `${name}_${i}`))
  return { names, type: elementType, wasSingle }
}

function afterStep({ op, attributes }: OnnxStep, sources: readonly Source[]): Source {
  const [first] = sources
  if (first === undefined) throw badOnnx('needs inputs of its steps', 'none')
  if (op === 'Identity') return first
  if (op === 'Cast') {
    const to = attributes.get('to')?.numbers[0]
    if (to !== ELEMENT.float && to !== ELEMENT.double)
      throw badOnnx('needs casts to floating-point numbers', `type ${to}`)
    return { ...first, type: to, wasSingle: first.wasSingle || to === ELEMENT.float }
  }
  const axis = attributes.get('axis')?.numbers[0]
  if (axis !== 1 && axis !== -1) throw badOnnx('needs inputs joined by columns', `axis ${axis}`)
  const names: string[] = []
  for (const source of sources) {
    if (source.names === null || source.type !== first.type)
      throw badOnnx('needs joined inputs of one type and known width', 'others')
    if (names.length + source.names.length > PEER_LIMITS.features) throw badOnnx('needs fewer features', 'more')
    for (const name of source.names) names.push(name)
  }
  return { names, type: first.type, wasSingle: sources.some(({ wasSingle }) => wasSingle) }
}

/** Every other step takes up what the ensemble gives. */
function requireBehind(steps: readonly OnnxStep[], used: ReadonlySet<OnnxStep>, ensemble: OnnxStep): void {
  const known = new Set(ensemble.outputs)
  for (const step of steps) {
    if (used.has(step)) continue
    if (step.op === 'Concat' || !step.inputs.every((name) => known.has(name)))
      throw badOnnx('needs steps before the trees or behind them', `the operator "${step.op}" elsewhere`)
    for (const output of step.outputs) known.add(output)
  }
}
