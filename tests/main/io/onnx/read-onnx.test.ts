import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StatisticError } from '../../../../src/main/core/statistic-error.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { readOnnx } from '../../../../src/main/io/onnx/read-onnx.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { goldenCases, PEERS, valuesOf } from '../../core/peers/golden-cases.ts'
import { attribute, ensemble, graphInput, model, node, stump, tensorAttribute } from './onnx-by-hand.ts'

const CASES = goldenCases('onnx')
const peerBytes = (file: string) => new Uint8Array(readFileSync(join(PEERS, file)))
const BASE = peerBytes('onnx-base.onnx')

const fault = (bytes: Uint8Array): string => {
  try {
    readOnnx(bytes)
  } catch (error) {
    if (error instanceof AppError && error.hint !== null) return error.message
    if (error instanceof StatisticError) return error.message
    throw error
  }
  return 'none'
}

describe('an ONNX tree ensemble', () => {
  it.each(CASES.map((one) => [one.file, one] as const))('%s scores as ONNX Runtime does', (file, one) => {
    const { model: read } = readOnnx(peerBytes(file))
    // Features of a matrix have the names of their places.
    const place = (name: string) => (/^f\d$/.test(name) ? Number(name[1]) : Math.max(0, one.columns.indexOf(name)))
    one.rows.forEach((row, i) => {
      const margin = marginOfValues(read, valuesOf(read, one, row, place))
      if (one.meaning === 'margin') expect([i, Math.fround(margin)]).toEqual([i, one.margins[i]])
      else expect(Math.abs(1 / (1 + Math.exp(-margin)) - one.probabilities[i]!)).toBeLessThan(1e-7)
    })
  })

  it('is read past a ZipMap, and through casts and joins with the names of its inputs', () => {
    expect(readOnnx(peerBytes('onnx-zipmap.onnx')).model).toEqual(readOnnx(peerBytes('onnx-lightgbm.onnx')).model)
    const { model: joined, notes } = readOnnx(peerBytes('onnx-sklearn.onnx'))
    expect(joined.characteristics.map(({ name }) => name)).toEqual(['month', 'credit_amount', 'age', 'rate'])
    expect([joined.arithmetic, notes[0]]).toEqual(['single', 'The event is what the trees give high values.'])
    expect(readOnnx(peerBytes('onnx-double.onnx')).model.arithmetic).toBe('double')
  })

  it('has its base value as a tree of one leaf, added last as runtimes do', () => {
    const { trees, baseMargin } = readOnnx(BASE).model
    expect([baseMargin, trees.at(-1)!.features, trees.at(-1)!.values]).toEqual([0, [], [Math.fround(0.37)]])
  })

  it('says which class is the event, and that sums are taken for log odds', () => {
    expect(readOnnx(BASE).notes.slice(0, 2)).toEqual([
      'The event is the second class of the file, bad.',
      'The file does not say what its sums mean; they are taken for log odds of the event.',
    ])
  })

  it('sends missing values by the mode and by what the node tracks', () => {
    const margins = (mode: string, tracks: number) => {
      const { model: read } = readOnnx(model([stump(mode, tracks)]))
      return [1, 2, 3, null].map((value) => marginOfValues(read, [value]))
    }
    // The threshold is 2; where the condition holds the value is 10, else 20.
    expect(margins('BRANCH_LEQ', 0)).toEqual([10, 10, 20, 20])
    expect(margins('BRANCH_LEQ', 1)).toEqual([10, 10, 20, 10])
    expect(margins('BRANCH_LT', 1)).toEqual([10, 20, 20, 10])
    expect(margins('BRANCH_GTE', 0)).toEqual([20, 10, 10, 20])
    expect(margins('BRANCH_GTE', 1)).toEqual([20, 10, 10, 10])
    expect(margins('BRANCH_GT', 1)).toEqual([20, 20, 10, 10])
    expect(margins('BRANCH_EQ', 0)).toEqual([20, 10, 20, 20])
    expect(margins('BRANCH_NEQ', 0)).toEqual([10, 20, 10, 10])
  })
})

describe('an ONNX file of another kind is refused', () => {
  const one = (changes: Parameters<typeof ensemble>[0]) => model([ensemble(changes)])

  it.each<[string, Uint8Array, RegExp]>([
    ['another operator', model([node('Gemm', ['x'], ['y'])]), /got the operator "Gemm"/],
    ['an operator that runs graphs', model([stump(), node('Loop', ['scores'], ['y'])]), /got the operator "Loop"/],
    ['an operator of another domain', model([node('Cast', ['x'], ['y'], [], 'evil')]), /got the operator "evil.Cast"/],
    ['a newer ensemble', model([node('TreeEnsemble', ['x'], ['y'], [], 'ai.onnx.ml')]), /"ai.onnx.ml.TreeEnsemble"/],
    ['two ensembles', model([stump(), stump()]), /one tree ensemble, got several/],
    ['none', model([node('Identity', ['x'], ['y'])]), /one tree ensemble, got none/],
    ['an input of texts', model([stump()], [graphInput('x', 8, 1)]), /numbers in the input "x", got element type 8/],
    ['an input from nowhere', model([stump()], []), /a way from its inputs to the trees/],
    [
      'a step beside',
      model([stump(), node('Cast', ['x'], ['z'], [attribute('to', { ints: [1] })])]),
      /the operator "Cast" elsewhere/,
    ],
    [
      'a matrix made of itself',
      model([node('Identity', ['z'], ['x2']), node('Identity', ['x2'], ['z']), stump('BRANCH_LEQ', 0, 'x2')]),
      /a way from its inputs/,
    ],
    ['a softmax', one({ post: 'SOFTMAX' }), /LOGISTIC or NONE, got SOFTMAX/],
    [
      'two logistic transforms',
      model([ensemble({ post: 'LOGISTIC' }), node('Sigmoid', ['scores'], ['y'])]),
      /one logistic transform/,
    ],
    ['three classes', one({ labels: [0, 1, 2] }), /two classes, got 3/],
    ['leaves of both classes', one({ classIds: [0, 1] }), /log odds of one class/],
    ['base values with class ids 1', one({ classIds: [1, 1], base: [0.5] }), /class ids 0 where there are base values/],
    ['two base values', one({ base: [0.5, 0.5] }), /one base value, got 2/],
    ['an unknown mode', one({ modes: ['BRANCH_MEMBER', 'LEAF', 'LEAF'] }), /known modes, got BRANCH_MEMBER/],
    ['a mode of all objects', one({ modes: ['toString', 'LEAF', 'LEAF'] }), /known modes, got toString/],
    ['a circle', one({ trueIds: [0, 0, 0] }), /one way to every node/],
    ['a child that is none', one({ falseIds: [9, 0, 0] }), /children from 0 to 2/],
    ['a feature that is none', one({ features: [1, 0, 0] }), /features from 0 to 0, got 1/],
    ['a feature below 0', one({ features: [-1, 0, 0] }), /features from 0 to 0, got -1/],
    ['lists that do not fit', one({ features: [0] }), /3 entries in the features/],
    ['an endless threshold', one({ values: [Number.POSITIVE_INFINITY, 0, 0] }), /finite thresholds/],
    ['an endless leaf', one({ weights: [Number.NaN, 0] }), /finite values/],
    [
      'equality with a fraction',
      one({ modes: ['BRANCH_EQ', 'LEAF', 'LEAF'], values: [2.5, 0, 0] }),
      /whole numbers where feature 0/,
    ],
    ['a node twice', one({ nodeIds: [0, 1, 1] }), /distinct nodes/],
    ['a tree in two pieces', one({ treeIds: [0, 1, 0], modes: ['LEAF', 'LEAF', 'LEAF'] }), /one behind the other/],
    [
      'a root that is not first',
      one({ trueIds: [1, 0, 0], modes: ['LEAF', 'LEAF', 'BRANCH_LEQ'] }),
      /root of tree 0 as its first node/,
    ],
    [
      'a tensor in another file',
      model([
        node('TreeEnsembleRegressor', ['x'], ['y'], [tensorAttribute('base_values_as_tensor', true)], 'ai.onnx.ml'),
      ]),
      /a tensor in another file/,
    ],
    [
      'a graph inside',
      model([node('Identity', ['x'], ['y'], [attribute('body', { graph: true })])]),
      /numbers, texts or one tensor/,
    ],
    ['functions of its own', new Uint8Array([...model([stump()]), 0xca, 0x01, 0x00]), /functions of its own/],
    ['training information', new Uint8Array([...model([stump()]), 0xa2, 0x01, 0x00]), /training information/],
    ['nothing', new Uint8Array(), /IR version/],
    ['a group', new Uint8Array([0x08, 0x08, 0x0b]), /known wire types/],
    [
      'a length beyond the file',
      new Uint8Array([0x08, 0x08, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x0f]),
      /end within the file/,
    ],
    ['a number without end', new Uint8Array([0x08, ...new Array<number>(12).fill(0xff)]), /at most ten bytes/],
  ])('%s', (_, bytes, message) => expect(fault(bytes)).toMatch(message))

  it('and one of Assay, whose JSON tells more', () => {
    const bytes = model([node('LabelEncoder', ['x'], ['y'], [], 'ai.onnx.ml')], undefined, 'Assay')
    expect(() => readOnnx(bytes)).toThrow(
      expect.objectContaining({ hint: expect.stringMatching(/from Assay as JSON/) }),
    )
  })
})

describe('a damaged ONNX file', () => {
  it('is read or refused in words, wherever it is cut or changed', () => {
    for (let length = 0; length < BASE.length; length += 37) expect(fault(BASE.subarray(0, length))).not.toBe('none')
    const change = fc.tuple(fc.nat(BASE.length - 1), fc.nat(255), fc.nat(12))
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let bytes = BASE.slice()
        for (const [at, value, cut] of changes) {
          bytes[at % bytes.length] = value
          if (cut > 9) bytes = new Uint8Array([...bytes.subarray(0, at), ...bytes.subarray(at + cut)])
        }
        expect(fault(bytes)).toMatch(/\w/)
      }),
      { numRuns: 1000 },
    )
  })
})
