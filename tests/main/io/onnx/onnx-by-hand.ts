/** Bytes of a field with a number, a text or a message in it. */
function field(number: number, value: number | string | Uint8Array): Uint8Array {
  if (typeof value === 'number') return new Uint8Array([...varint(number * 8), ...varint(value)])
  const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value
  return new Uint8Array([...varint(number * 8 + 2), ...varint(bytes.length), ...bytes])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  do {
    bytes.push(Number(rest & 127n) + (rest > 127n ? 128 : 0))
    rest >>= 7n
  } while (rest > 0n)
  return bytes
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(parts.flatMap((part) => [...part]))
}

export interface AttributeValue {
  readonly ints?: readonly number[]
  readonly floats?: readonly number[]
  readonly texts?: readonly string[]
  readonly text?: string
  readonly graph?: true
}

/** An attribute, its lists not packed, as most writers have them. */
export function attribute(name: string, { ints, floats, texts, text, graph }: AttributeValue): Uint8Array {
  const single = (value: number) => {
    const bytes = new Uint8Array(4)
    new DataView(bytes.buffer).setFloat32(0, value, true)
    return new Uint8Array([7 * 8 + 5, ...bytes])
  }
  const isOne = name === 'to' || name === 'axis'
  return join([
    field(1, name),
    ...(ints ?? []).map((value) => field(isOne ? 3 : 8, value)),
    ...(floats ?? []).map(single),
    ...(texts ?? []).map((value) => field(9, value)),
    ...(text === undefined ? [] : [field(4, text)]),
    ...(graph === undefined ? [] : [field(6, new Uint8Array())]),
  ])
}

export function tensorAttribute(name: string, isOutside: boolean): Uint8Array {
  return join([field(1, name), field(5, join([field(2, 11), ...(isOutside ? [field(14, 1)] : [])]))])
}

export function node(
  op: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: readonly Uint8Array[] = [],
  domain = '',
): Uint8Array {
  return join([
    ...inputs.map((name) => field(1, name)),
    ...outputs.map((name) => field(2, name)),
    field(4, op),
    ...attributes.map((one) => field(5, one)),
    ...(domain === '' ? [] : [field(7, domain)]),
  ])
}

export function graphInput(name: string, elementType: number, columns: number): Uint8Array {
  const shape = join([field(1, field(2, 'N')), field(1, field(1, columns))])
  return join([field(1, name), field(2, field(1, join([field(1, elementType), field(2, shape)])))])
}

export function model(
  nodes: readonly Uint8Array[],
  inputs: readonly Uint8Array[] = [graphInput('x', 1, 1)],
  producer = 'hand',
): Uint8Array {
  const graph = join([...nodes.map((one) => field(1, one)), ...inputs.map((one) => field(11, one))])
  return join([field(1, 8), field(2, producer), field(7, graph)])
}

interface Ensemble {
  readonly modes: readonly string[]
  readonly treeIds: readonly number[]
  readonly nodeIds: readonly number[]
  readonly features: readonly number[]
  readonly values: readonly number[]
  readonly trueIds: readonly number[]
  readonly falseIds: readonly number[]
  readonly tracks: readonly number[]
  readonly weights: readonly number[]
  readonly classIds: readonly number[]
  readonly labels: readonly number[]
  readonly post: string
  readonly base: readonly number[]
}

/** A classifier of one tree: `x` ≤ 2 → 10, else 20. */
export function ensemble(changes: Partial<Ensemble>, input = 'x'): Uint8Array {
  const it: Ensemble = {
    modes: ['BRANCH_LEQ', 'LEAF', 'LEAF'],
    treeIds: [0, 0, 0],
    nodeIds: [0, 1, 2],
    features: [0, 0, 0],
    values: [2, 0, 0],
    trueIds: [1, 0, 0],
    falseIds: [2, 0, 0],
    tracks: [0, 0, 0],
    weights: [10, 20],
    classIds: [0, 0],
    labels: [0, 1],
    post: 'NONE',
    base: [],
    ...changes,
  }
  const attributes = [
    attribute('nodes_modes', { texts: it.modes }),
    attribute('nodes_treeids', { ints: it.treeIds }),
    attribute('nodes_nodeids', { ints: it.nodeIds }),
    attribute('nodes_featureids', { ints: it.features }),
    attribute('nodes_values', { floats: it.values }),
    attribute('nodes_truenodeids', { ints: it.trueIds }),
    attribute('nodes_falsenodeids', { ints: it.falseIds }),
    attribute('nodes_missing_value_tracks_true', { ints: it.tracks }),
    attribute('class_treeids', { ints: [0, 0] }),
    attribute('class_nodeids', { ints: [1, 2] }),
    attribute('class_ids', { ints: it.classIds }),
    attribute('class_weights', { floats: it.weights }),
    attribute('classlabels_int64s', { ints: it.labels }),
    attribute('post_transform', { text: it.post }),
    ...(it.base.length === 0 ? [] : [attribute('base_values', { floats: it.base })]),
  ]
  return node('TreeEnsembleClassifier', [input], ['label', 'scores'], attributes, 'ai.onnx.ml')
}

/** The tree of `ensemble` with another mode. */
export function stump(mode = 'BRANCH_LEQ', tracks = 0, input = 'x'): Uint8Array {
  return ensemble({ modes: [mode, 'LEAF', 'LEAF'], tracks: [tracks, 0, 0] }, input)
}
