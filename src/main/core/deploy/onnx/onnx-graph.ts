import type { OnnxAttribute, OnnxNode, OnnxTensor } from './onnx-proto.ts'

/** A graph as it is written: steps one after the other, and constants by name. */
export interface OnnxGraph {
  readonly nodes: OnnxNode[]
  readonly constants: Map<string, OnnxTensor>
}

/**
 * Adds an operator of ONNX itself with one output.
 *
 * @param output - name of its output
 * @returns the name of the output
 */
export function addStep(
  graph: OnnxGraph,
  op: string,
  inputs: readonly string[],
  output: string,
  attributes: Readonly<Record<string, OnnxAttribute>> = {},
): string {
  graph.nodes.push({ op, inputs, outputs: [output], attributes })
  return output
}

/** A double as a constant; the same value is held once. @returns its name */
export function constant(graph: OnnxGraph, value: number): string {
  const name = `assay/number/${Object.is(value, -0) ? '-0' : value}`
  graph.constants.set(name, { type: 'double', dims: [], values: [value] })
  return name
}
