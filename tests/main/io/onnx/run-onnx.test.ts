import { describe, expect, it } from 'vitest'
import { nextBelow, nextSingleAbove } from '../../../../src/main/core/deploy/neighbours.ts'
import { onnxAgreement, onnxTolerance, requireAgreement } from '../../../../src/main/core/deploy/onnx/onnx-agreement.ts'
import { fitsOnnx, onnxColumns } from '../../../../src/main/core/deploy/onnx/onnx-columns.ts'
import { treeOnnx } from '../../../../src/main/core/deploy/onnx/tree-onnx.ts'
import { treeCases } from '../../../../src/main/core/deploy/tree-cases.ts'
import { compileTreeModel } from '../../../../src/main/core/trees/compile-tree-model.ts'
import type { TreeModel } from '../../../../src/main/core/trees/tree-model.ts'
import { marginOfValues } from '../../../../src/main/core/trees/walk-trees.ts'
import { runOnnx } from '../../../../src/main/io/onnx/run-onnx.ts'
import { oddTreeModel } from '../../../helpers/tree-model-variants.ts'

const HEADER = { name: 'Generated', version: 3, contentHash: 'ab'.repeat(32), codeVersion: '0.0.0' }

describe('an ONNX file of trees gives in onnxruntime the margin of the engine', () => {
  it('to the last bit, at thresholds, levels, missing and unseen values', async () => {
    let nCases = 0
    for (let seed = 1; seed <= 30; seed++) {
      const { agreement } = await compared(oddTreeModel(seed, { isOdd: seed % 2 === 0 }))
      expect([seed, agreement.nEqual]).toEqual([seed, agreement.nCases])
      expect(agreement.largestProbabilityDifference).toBeLessThan(1e-14)
      nCases += agreement.nCases
    }
    process.stdout.write(`onnxruntime: ${nCases} cases compared\n`)
  })

  it('also with many trees, deep ones, ones without splits, and hundreds of levels', async () => {
    for (const model of [
      oddTreeModel(41, { nTrees: 400, mostLeaves: 31 }),
      oddTreeModel(42, { nTrees: 2, mostLeaves: 200, isDeep: true }),
      oddTreeModel(43, { nTrees: 3, mostLeaves: 1 }),
      oddTreeModel(
        44,
        { nLevels: 300, nTrees: 20 },
        Array.from({ length: 300 }, (_, i) => `level ${i}`),
      ),
    ]) {
      const { agreement } = await compared(model)
      expect(agreement.nEqual).toBe(agreement.nCases)
    }
  })

  it('to the last bit where 32-bit numbers are added and thresholds are those of 32-bit numbers', async () => {
    for (let seed = 1; seed <= 12; seed++) {
      const { agreement, precision } = await compared(
        withSingleThresholds(oddTreeModel(seed, { arithmetic: 'single' })),
      )
      expect(precision).toBe('float')
      expect(agreement.nEqual).toBe(agreement.nCases)
    }
  })

  it('but for the roundings where thresholds lie between 32-bit numbers', async () => {
    const { agreement, precision } = await compared(oddTreeModel(2, { arithmetic: 'single' }))
    expect(precision).toBe('double')
    expect(agreement.nEqual).toBeLessThan(agreement.nCases)
    expect(agreement.largestMarginDifference).toBeLessThan(1e-5)
  })

  it('and a file of another model is refused', async () => {
    const model = oddTreeModel(1)
    const [first, ...others] = model.trees
    const other = { ...model, trees: [{ ...first!, values: first!.values.map((value) => value + 1e-9) }, ...others] }
    const { expected, found } = await scored(other, model)
    expect(onnxAgreement(expected, found).nEqual).toBe(0)
    expect(() => requireAgreement(expected, found, onnxTolerance(model, 'double'))).toThrow('ONNX file needs margins')
  })
})

describe('treeOnnx', () => {
  it('gives the same bytes for the same model', () => {
    const model = oddTreeModel(7)
    const again = JSON.parse(JSON.stringify(model)) as TreeModel
    expect(Buffer.from(treeOnnx(again, HEADER).bytes).equals(treeOnnx(model, HEADER).bytes)).toBe(true)
  })

  it('tells in the file which model it is', () => {
    const text = Buffer.from(treeOnnx(oddTreeModel(7), HEADER).bytes).toString('latin1')
    for (const part of ['assay_name', 'Generated', 'assay_content_hash', HEADER.contentHash, 'TreeEnsemble'])
      expect(text).toContain(part)
  })

  it('names outputs apart from inputs, and refuses names it cannot give', () => {
    const model = oddTreeModel(7)
    const named = (name: string): TreeModel => ({
      ...model,
      characteristics: model.characteristics.map((one, j) => (j === 0 ? { ...one, name } : one)),
    })
    expect(treeOnnx(named('points'), HEADER).outputs.points).toBe('points_2')
    expect(() => treeOnnx(named(''), HEADER)).toThrow('needs characteristics with a name')
    expect(() => treeOnnx(named('assay/x'), HEADER)).toThrow('that does not begin with "assay/"')
  })
})

async function compared(model: TreeModel) {
  const { expected, found, precision, points } = await scored(model, model)
  if (precision === 'double' && model.arithmetic === 'double') expect([...found.points]).toEqual(points)
  return { agreement: requireAgreement(expected, found, onnxTolerance(model, precision)), precision }
}

/** Scores of the engine with one model, and of the file of another. */
async function scored(model: TreeModel, written: TreeModel) {
  const { bytes, outputs, precision } = treeOnnx(written, HEADER)
  const cases = treeCases(model, { nMixed: 400, nNodes: 400 }).cases.filter((one) => fitsOnnx(model, one))
  const engine = compileTreeModel(model)
  const expected = {
    margins: Float64Array.from(cases, ({ values }) => marginOfValues(model, values)),
    probability: Float64Array.from(cases, ({ values }) => engine.scoreValues(values).probability),
  }
  const points = cases.map(({ values }) => engine.scoreValues(values).points)
  const found = await runOnnx({ bytes, columns: onnxColumns(model, cases), nCases: cases.length, outputs })
  return { expected, found, precision, points }
}

/** Each threshold as the largest double that 32 bits round to the same number. */
function withSingleThresholds(model: TreeModel): TreeModel {
  const last = (threshold: number): number => {
    const single = Math.fround(threshold)
    const middle = (single + nextSingleAbove(single)) / 2
    return Math.fround(middle) === single ? middle : nextBelow(middle)
  }
  const trees = model.trees.map((tree) => ({
    ...tree,
    thresholds: tree.thresholds.map((threshold, node) =>
      model.characteristics[tree.features[node]!]!.levels === null ? last(threshold) : threshold,
    ),
  }))
  return { ...model, trees }
}
