import { describe, expect, it } from 'vitest'
import { onnxBytes } from '../../../../../src/main/core/deploy/onnx/onnx-proto.ts'
import {
  bytesField,
  floatField,
  joinBytes,
  packedVarintsField,
  textField,
  utf8,
  varintField,
} from '../../../../../src/main/core/deploy/onnx/protobuf.ts'
import { StatisticError } from '../../../../../src/main/core/statistic-error.ts'

describe('fields of a protocol-buffer message', () => {
  it('are the bytes of the examples of the format', () => {
    expect([...varintField(1, 150)]).toEqual([0x08, 0x96, 0x01])
    expect([...textField(2, 'testing')]).toEqual([0x12, 0x07, 0x74, 0x65, 0x73, 0x74, 0x69, 0x6e, 0x67])
    expect([...bytesField(3, varintField(1, 150))]).toEqual([0x1a, 0x03, 0x08, 0x96, 0x01])
    expect([...packedVarintsField(6, [3, 270, 86_942])]).toEqual([0x32, 0x06, 0x03, 0x8e, 0x02, 0x9e, 0xa7, 0x05])
  })

  it('take negative and large numbers, and fields beyond 15', () => {
    expect([...varintField(1, -1)]).toEqual([0x08, ...Array(9).fill(0xff), 0x01])
    expect([...packedVarintsField(1, [-1])]).toEqual([0x0a, 10, ...Array(9).fill(0xff), 0x01])
    expect([...packedVarintsField(1, [2 ** 31])]).toEqual([0x0a, 5, 0x80, 0x80, 0x80, 0x80, 0x08])
    expect([...varintField(20, 1)]).toEqual([0xa0, 0x01, 0x01])
    expect([...floatField(2, 1)]).toEqual([0x15, 0, 0, 0x80, 0x3f])
    expect([...joinBytes([])]).toEqual([])
  })

  it('hold texts as UTF-8, and no half characters', () => {
    expect([...utf8('é😀')]).toEqual([0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80])
    expect(() => utf8('\ud800')).toThrow(StatisticError)
    expect(() => utf8('\ud800')).toThrow('text for ONNX needs whole characters, got half a surrogate pair')
  })
})

describe('onnxBytes', () => {
  it('writes a graph of one step, byte by byte', () => {
    const bytes = onnxBytes({
      irVersion: 10,
      opset: 21,
      mlOpset: 5,
      producer: { name: 'A', version: '1' },
      version: 2,
      description: '',
      graphName: 'g',
      nodes: [{ op: 'Neg', inputs: ['x'], outputs: ['y'] }],
      constants: new Map([['c', { type: 'int64', dims: [1], values: [-1] }]]),
      inputs: [{ name: 'x', type: 'double', dims: ['n', 1] }],
      outputs: [],
      metadata: new Map([['k', 'v']]),
    })
    const text = (value: string): number[] => [...utf8(value)]
    const node = [0x0a, 1, ...text('x'), 0x12, 1, ...text('y'), 0x1a, 5, ...text('Neg_0'), 0x22, 3, ...text('Neg')]
    const tensor = [0x0a, 1, 1, 0x10, 7, 0x42, 1, ...text('c'), 0x4a, 8, ...Array(8).fill(0xff)]
    const shape = [0x0a, 3, 0x12, 1, ...text('n'), 0x0a, 2, 0x08, 1]
    const type = [0x0a, 4 + shape.length, 0x08, 11, 0x12, shape.length, ...shape]
    const input = [0x0a, 1, ...text('x'), 0x12, type.length, ...type]
    const graph = [
      ...[0x0a, node.length, ...node],
      ...[0x12, 1, ...text('g')],
      ...[0x2a, tensor.length, ...tensor],
      ...[0x5a, input.length, ...input],
    ]
    expect([...bytes]).toEqual([
      ...[0x08, 10, 0x12, 1, ...text('A'), 0x1a, 1, ...text('1'), 0x28, 2, 0x32, 0],
      ...[0x3a, graph.length, ...graph],
      ...[0x42, 4, 0x0a, 0, 0x10, 21],
      ...[0x42, 14, 0x0a, 10, ...text('ai.onnx.ml'), 0x10, 5],
      ...[0x72, 6, 0x0a, 1, ...text('k'), 0x12, 1, ...text('v')],
    ])
  })
})
