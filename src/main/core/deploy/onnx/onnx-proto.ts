import { bytesField, floatField, joinBytes, packedVarintsField, textField, utf8, varintField } from './protobuf.ts'

/** Types of the elements of a tensor, by the numbers ONNX gives them. */
export const ONNX_TYPES = { float: 1, uint8: 2, int64: 7, string: 8, bool: 9, double: 11 } as const

/** Name of the type of the elements of a tensor. */
export type OnnxType = keyof typeof ONNX_TYPES

/** A tensor with its values. */
export interface OnnxTensor {
  readonly type: 'float' | 'uint8' | 'int64' | 'double' | 'string'
  /** Empty for a single value. */
  readonly dims: readonly number[]
  readonly values: readonly number[] | readonly string[] | Float64Array
}

/** Value of an attribute: a whole number, a 32-bit number, a text, whole numbers, or a tensor. */
export type OnnxAttribute =
  | { readonly int: number }
  | { readonly float: number }
  | { readonly text: string }
  | { readonly ints: ArrayLike<number> }
  | { readonly tensor: OnnxTensor }

/** A step of the graph. */
export interface OnnxNode {
  readonly op: string
  /** Absent: the operators of ONNX itself. */
  readonly domain?: 'ai.onnx.ml'
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, OnnxAttribute>>
}

/** An input or output of the graph; a dimension is a number or the name of one that is free. */
export interface OnnxValue {
  readonly name: string
  readonly type: OnnxType
  readonly dims: readonly (number | string)[]
  readonly description?: string
}

/** A whole ONNX file as plain data. */
export interface OnnxModel {
  readonly irVersion: number
  readonly opset: number
  readonly mlOpset: number
  readonly producer: { readonly name: string; readonly version: string }
  readonly version: number
  readonly description: string
  readonly graphName: string
  readonly nodes: readonly OnnxNode[]
  readonly constants: ReadonlyMap<string, OnnxTensor>
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly metadata: ReadonlyMap<string, string>
}

const ATTRIBUTE_TYPES = { float: 1, int: 2, text: 3, tensor: 4, ints: 7 } as const

/**
 * An ONNX file: the bytes of its ModelProto. The same model gives the same bytes.
 *
 * @throws StatisticError `invalidInput` for a text with half a surrogate pair
 * @see ONNX, onnx.proto3 (IR version 10)
 */
export function onnxBytes(model: OnnxModel): Uint8Array {
  return joinBytes([
    varintField(1, model.irVersion),
    textField(2, model.producer.name),
    textField(3, model.producer.version),
    varintField(5, model.version),
    textField(6, model.description),
    bytesField(7, graphBytes(model)),
    bytesField(8, joinBytes([textField(1, ''), varintField(2, model.opset)])),
    bytesField(8, joinBytes([textField(1, 'ai.onnx.ml'), varintField(2, model.mlOpset)])),
    ...[...model.metadata].map(([key, value]) => bytesField(14, joinBytes([textField(1, key), textField(2, value)]))),
  ])
}

function graphBytes(model: OnnxModel): Uint8Array {
  return joinBytes([
    ...model.nodes.map((node, i) => bytesField(1, nodeBytes(node, i))),
    textField(2, model.graphName),
    ...[...model.constants].map(([name, tensor]) => bytesField(5, tensorBytes(tensor, name))),
    ...model.inputs.map((value) => bytesField(11, valueBytes(value))),
    ...model.outputs.map((value) => bytesField(12, valueBytes(value))),
  ])
}

function nodeBytes({ op, domain, inputs, outputs, attributes = {} }: OnnxNode, place: number): Uint8Array {
  return joinBytes([
    ...inputs.map((name) => textField(1, name)),
    ...outputs.map((name) => textField(2, name)),
    textField(3, `${op}_${place}`),
    textField(4, op),
    ...Object.entries(attributes).map(([name, value]) => bytesField(5, attributeBytes(name, value))),
    ...(domain === undefined ? [] : [textField(7, domain)]),
  ])
}

function attributeBytes(name: string, value: OnnxAttribute): Uint8Array {
  const [body, type] = attributeBody(value)
  return joinBytes([textField(1, name), body, varintField(20, type)])
}

function attributeBody(value: OnnxAttribute): readonly [Uint8Array, number] {
  if ('int' in value) return [varintField(3, value.int), ATTRIBUTE_TYPES.int]
  if ('float' in value) return [floatField(2, value.float), ATTRIBUTE_TYPES.float]
  if ('text' in value) return [textField(4, value.text), ATTRIBUTE_TYPES.text]
  if ('ints' in value) return [packedVarintsField(8, value.ints), ATTRIBUTE_TYPES.ints]
  return [bytesField(5, tensorBytes(value.tensor, '')), ATTRIBUTE_TYPES.tensor]
}

function tensorBytes({ type, dims, values }: OnnxTensor, name: string): Uint8Array {
  const head = [packedVarintsField(1, dims), varintField(2, ONNX_TYPES[type])]
  const title = name === '' ? [] : [textField(8, name)]
  if (type === 'string')
    return joinBytes([...head, ...(values as readonly string[]).map((text) => bytesField(6, utf8(text))), ...title])
  return joinBytes([...head, ...title, bytesField(9, rawData(type, values as ArrayLike<number>))])
}

function rawData(type: 'float' | 'uint8' | 'int64' | 'double', values: ArrayLike<number>): Uint8Array {
  const size = { float: 4, uint8: 1, int64: 8, double: 8 }[type]
  const bytes = new Uint8Array(values.length * size)
  const view = new DataView(bytes.buffer)
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (type === 'float') view.setFloat32(i * 4, value, true)
    else if (type === 'double') view.setFloat64(i * 8, value, true)
    else if (type === 'uint8') view.setUint8(i, value)
    else view.setBigInt64(i * 8, BigInt(value), true)
  }
  return bytes
}

function valueBytes({ name, type, dims, description }: OnnxValue): Uint8Array {
  const shape = joinBytes(
    dims.map((dim) => bytesField(1, typeof dim === 'number' ? varintField(1, dim) : textField(2, dim))),
  )
  const tensor = bytesField(1, joinBytes([varintField(1, ONNX_TYPES[type]), bytesField(2, shape)]))
  const remark = description === undefined ? [] : [textField(3, description)]
  return joinBytes([textField(1, name), bytesField(2, tensor), ...remark])
}
