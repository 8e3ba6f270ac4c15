import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import { compileTreeProgram } from '../../../../src/main/core/trees/tree-program.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import {
  drawCases,
  frameOfCases,
  type GeneratedTrees,
  generatedTreeModel,
  valuesToTry,
} from '../../../helpers/generated-tree-model.ts'

/** To be compared bit by bit. */
const bitsOf = (margins: Float64Array): BigUint64Array => new BigUint64Array(margins.slice().buffer)

const MODELS: Readonly<Record<string, GeneratedTrees>> = {
  'trees of one leaf': { nTrees: 5, mostLeaves: 1 },
  stumps: { nTrees: 40, mostLeaves: 2 },
  'small trees': { nTrees: 60, mostLeaves: 8, isOdd: true },
  'usual trees': { nTrees: 50, mostLeaves: 31, isOdd: true },
  'trees that add 32-bit numbers': { nTrees: 50, mostLeaves: 31, arithmetic: 'single' },
  'deep trees': { nTrees: 12, mostLeaves: 64, isDeep: true },
  'trees beyond a byte of leaves': { nTrees: 10, mostLeaves: 300 },
  'more thresholds than a byte counts': { nTrees: 60, mostLeaves: 60, nThresholds: 2_000 },
  'many levels': { nTrees: 20, mostLeaves: 20, nLevels: 254 },
  'more levels than a byte counts': { nTrees: 20, mostLeaves: 12, nLevels: 255 },
  'no trees': { nTrees: 0, mostLeaves: 1 },
}

describe('every way of scoring gives the margin of the plain walk, bit by bit', () => {
  for (const [name, of] of Object.entries(MODELS)) {
    it(`of ${name}`, () => {
      const random = createRandom(4_711)
      const model = generatedTreeModel(random, of)
      const cases = drawCases(random, model, 1_300)
      const expected = bitsOf(Float64Array.from(cases, (values) => marginOfValues(model, values)))
      const compiled = compileTreeModel(model)
      expect(bitsOf(Float64Array.from(cases, (values) => compiled.scoreValues(values).margin))).toEqual(expected)
      const frame = frameOfCases(model, cases)
      // Few rows are walked through, many go through the kernel, in whole blocks and parts of one.
      const few = frameOfCases(model, cases.slice(0, 100))
      expect(bitsOf(compiled.scoreFrame(few).margins)).toEqual(expected.slice(0, 100))
      expect(bitsOf(compiled.scoreFrame(frame).margins)).toEqual(expected)
      // What a larger frame left behind does not show.
      const smaller = frameOfCases(model, cases.slice(5, 305))
      expect(bitsOf(compiled.scoreFrame(smaller).margins)).toEqual(expected.slice(5, 305))
    })
  }

  it('at every threshold and next to it, for the whole of a model', () => {
    const random = createRandom(7)
    const model = generatedTreeModel(random, { nTrees: 30, mostLeaves: 31, isOdd: true, nThresholds: 300 })
    const usual = drawCases(random, model, 1)[0]!
    const cases = model.characteristics.flatMap((_, j) => valuesToTry(model, j).map((value) => usual.with(j, value)))
    expect(cases.length).toBeGreaterThan(900)
    const expected = Float64Array.from(cases, (values) => marginOfValues(model, values))
    expect(bitsOf(compileTreeModel(model).scoreFrame(frameOfCases(model, cases)).margins)).toEqual(bitsOf(expected))
  })

  it('which the kernel takes part in', () => {
    const random = createRandom(4_711)
    const nullTrees = (of: GeneratedTrees): number =>
      compileTreeProgram(generatedTreeModel(random, of)).trees.filter((tree) => tree === null).length
    expect(nullTrees(MODELS['usual trees']!)).toBe(0)
    expect(nullTrees(MODELS['many levels']!)).toBe(0)
    expect(nullTrees(MODELS['trees beyond a byte of leaves']!)).toBeGreaterThan(0)
    expect(nullTrees(MODELS['more levels than a byte counts']!)).toBeGreaterThan(0)
    const { searches } = compileTreeProgram(generatedTreeModel(random, MODELS['more thresholds than a byte counts']!))
    expect(searches.length).toBeGreaterThan(4)
  })
})
