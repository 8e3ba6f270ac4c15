import { badOnnx } from './bad-onnx.ts'
import { doubles, messageOf, type ProtoField, protoFields, singles, textOf, wholeNumbers } from './proto-fields.ts'

/** Most steps of a graph. */
const MAX_NODES = 10_000
/** Most entries of the lists of one attribute: more than trees within the limits have nodes. */
const MAX_ENTRIES = 4_000_000

/** Value of an attribute. Numbers of 32 and 64 bits and whole ones stand in one list. */
export interface OnnxAttributeValue {
  readonly numbers: readonly number[]
  readonly texts: readonly string[]
}

/** A step of the graph. */
export interface OnnxStep {
  readonly op: string
  readonly domain: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: ReadonlyMap<string, OnnxAttributeValue>
}

/** An input of the graph. @property columns - second dimension; null: free or not told */
export interface OnnxInput {
  readonly name: string
  readonly elementType: number
  readonly columns: number | null
}

/** What tree ensembles need of an ONNX file. */
export interface OnnxGraph {
  readonly producer: string
  readonly steps: readonly OnnxStep[]
  readonly inputs: readonly OnnxInput[]
}

/** Types of elements, by the numbers ONNX gives them. */
export const ELEMENT = { float: 1, int32: 6, int64: 7, double: 11 } as const

/**
 * Walks through the bytes of an ONNX file and takes out the graph. Nothing is run, and no other file is opened: tensors outside the file,
 * graphs inside steps, functions and sparse tensors are refused.
 *
 * @throws AppError `badData` with the first fault
 * @see ONNX, onnx.proto (IR version 10)
 */
export function readOnnxGraph(bytes: Uint8Array): OnnxGraph {
  let graph: Uint8Array | null = null
  let producer = ''
  let irVersion = 0
  for (const field of protoFields(bytes)) {
    if (field.number === 1) irVersion = wholeNumbers(field)[0] ?? 0
    else if (field.number === 2) producer = textOf(field)
    else if (field.number === 7) {
      if (graph !== null) throw badOnnx('needs one graph', 'two')
      graph = messageOf(field)
    } else if (field.number === 20 || field.number === 25)
      throw badOnnx('needs a graph alone', field.number === 20 ? 'training information' : 'functions of its own')
  }
  if (irVersion < 3 || irVersion > 100) throw badOnnx('needs an IR version of 3 or later', irVersion)
  if (graph === null) throw badOnnx('needs a graph', undefined)
  return { producer, ...graphOf(graph) }
}

function graphOf(message: Uint8Array): Pick<OnnxGraph, 'steps' | 'inputs'> {
  const steps: OnnxStep[] = []
  const inputs: OnnxInput[] = []
  const constants = new Set<string>()
  for (const field of protoFields(message)) {
    if (field.number === 1) {
      if (steps.length === MAX_NODES) throw badOnnx(`needs at most ${MAX_NODES} steps`, 'more')
      steps.push(stepOf(messageOf(field)))
    } else if (field.number === 5) constants.add(tensorOf(messageOf(field)).name)
    else if (field.number === 11) inputs.push(inputOf(messageOf(field)))
    else if (field.number === 15) throw badOnnx('needs dense tensors', 'a sparse one')
  }
  return { steps, inputs: inputs.filter(({ name }) => !constants.has(name)) }
}

function stepOf(message: Uint8Array): OnnxStep {
  const step = { op: '', domain: '', inputs: [] as string[], outputs: [] as string[] }
  const attributes = new Map<string, OnnxAttributeValue>()
  for (const field of protoFields(message)) {
    if (field.number === 1) step.inputs.push(textOf(field))
    else if (field.number === 2) step.outputs.push(textOf(field))
    else if (field.number === 4) step.op = textOf(field)
    else if (field.number === 7) step.domain = textOf(field)
    else if (field.number === 5) {
      const { name, value } = attributeOf(messageOf(field))
      if (attributes.has(name)) throw badOnnx('needs distinct attributes of a step', name)
      attributes.set(name, value)
    }
  }
  return { ...step, attributes }
}

function attributeOf(message: Uint8Array): { name: string; value: OnnxAttributeValue } {
  let name = ''
  const numbers: number[] = []
  const texts: string[] = []
  for (const field of protoFields(message)) {
    switch (field.number) {
      case 1:
        name = textOf(field)
        break
      case 2:
      case 7:
        append(numbers, singles(field))
        break
      case 3:
      case 8:
        append(numbers, wholeNumbers(field))
        break
      case 4:
      case 9:
        if (texts.push(textOf(field)) > MAX_ENTRIES) throw badOnnx(`needs at most ${MAX_ENTRIES} entries`, 'more')
        break
      case 5:
        append(numbers, tensorOf(messageOf(field)).numbers)
        break
      case 6:
      case 10:
      case 11:
      case 14:
      case 15:
      case 21:
      case 22:
      case 23:
        throw badOnnx('needs attributes that are numbers, texts or one tensor', `another kind in "${name}"`)
    }
  }
  return { name, value: { numbers, texts } }
}

/** Numbers of a tensor; those of types that trees do not use are left out. */
function tensorOf(message: Uint8Array): { name: string; numbers: number[] } {
  let name = ''
  let type = 0
  let raw: ProtoField | null = null
  const numbers: number[] = []
  for (const field of protoFields(message)) {
    if (field.number === 13 || (field.number === 14 && wholeNumbers(field)[0] !== 0))
      throw badOnnx('needs all its tensors in the file', 'a tensor in another file')
    if (field.number === 2) type = wholeNumbers(field)[0] ?? 0
    else if (field.number === 8) name = textOf(field)
    else if (field.number === 9) raw = field
    else if (field.number === 4) append(numbers, singles(field))
    else if (field.number === 10) append(numbers, doubles(field))
  }
  if (raw !== null && type === ELEMENT.float) append(numbers, singles(raw))
  if (raw !== null && type === ELEMENT.double) append(numbers, doubles(raw))
  return { name, numbers }
}

function inputOf(message: Uint8Array): OnnxInput {
  let name = ''
  let elementType = 0
  const dims: (number | null)[] = []
  for (const field of protoFields(message)) {
    if (field.number === 1) name = textOf(field)
    if (field.number !== 2) continue
    for (const kind of protoFields(messageOf(field))) {
      if (kind.number !== 1) continue
      for (const part of protoFields(messageOf(kind))) {
        if (part.number === 1) elementType = wholeNumbers(part)[0] ?? 0
        if (part.number === 2) dims.push(...dimsOf(messageOf(part)))
      }
    }
  }
  return { name, elementType, columns: dims.length === 2 ? (dims[1] ?? null) : null }
}

function dimsOf(shape: Uint8Array): (number | null)[] {
  const dims: (number | null)[] = []
  for (const field of protoFields(shape)) {
    if (field.number !== 1) continue
    if (dims.length === 10) throw badOnnx('needs inputs of at most 10 dimensions', 'more')
    let size: number | null = null
    for (const part of protoFields(messageOf(field))) if (part.number === 1) size = wholeNumbers(part)[0] ?? null
    dims.push(size !== null && size > 0 ? size : null)
  }
  return dims
}

/** As `push(...)`, which has a limit of its own. */
function append(list: number[], more: readonly number[]): void {
  if (list.length + more.length > MAX_ENTRIES) throw badOnnx(`needs at most ${MAX_ENTRIES} entries`, 'more')
  for (const one of more) list.push(one)
}
