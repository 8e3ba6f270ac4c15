import { describe, expect, it } from 'vitest'
import { onnxTolerance } from '../../../src/main/core/deploy/onnx/onnx-agreement.ts'
import { onnxColumns } from '../../../src/main/core/deploy/onnx/onnx-columns.ts'
import { treeOnnx } from '../../../src/main/core/deploy/onnx/tree-onnx.ts'
import { compileTreeModel } from '../../../src/main/core/trees/compile-tree-model.ts'
import type { CheckOnnxInput } from '../../../src/main/jobs/check-onnx.ts'
import { forkReader } from '../../../src/main/jobs/fork-reader.ts'
import { runInReader } from '../../../src/main/jobs/reader-process.ts'
import type { ExportAgreement } from '../../../src/shared/contract/model.ts'
import { oddTreeModel } from '../../helpers/tree-model-variants.ts'

const HOST = {
  readerEntry: new URL('../../../src/main/entries/reader.ts', import.meta.url),
  launchReader: forkReader,
}
const check = (input: CheckOnnxInput) => runInReader<ExportAgreement>(HOST, 'checkOnnx', input)

function inputOf(): CheckOnnxInput {
  const model = oddTreeModel(1, {}, ['low', 'middle', 'high'])
  const { bytes, outputs, precision } = treeOnnx(model, { name: 'm', version: 1, contentHash: 'h', codeVersion: 'c' })
  const cases = [{ values: model.characteristics.map(() => null) }]
  const { margin, probability } = compileTreeModel(model).scoreValues(cases[0]!.values)
  return {
    bytes,
    outputs,
    columns: onnxColumns(model, cases),
    nCases: 1,
    nRows: 1,
    expected: { margins: Float64Array.of(margin), probability: Float64Array.of(probability) },
    tolerance: onnxTolerance(model, precision),
  }
}

describe('the check of an ONNX file, in a process of its own', () => {
  it('tells how the file agrees', async () => {
    const agreement = await check(inputOf())
    expect(agreement).toMatchObject({ nCases: 1, nRows: 1, nEqual: 1, largestMarginDifference: 0 })
    expect(agreement.engine).toMatch(/^onnxruntime \d+\.\d+/)
  })

  it('refuses scores that rounding does not explain', async () => {
    const input = inputOf()
    const margins = input.expected.margins.map((margin) => margin + 1e-6)
    await expect(check({ ...input, expected: { ...input.expected, margins } })).rejects.toMatchObject({
      code: 'undefinedStatistic',
      message: expect.stringContaining('got a difference of 0.00000100 at case 1 of 1'),
      hint: expect.stringContaining('Nothing was written'),
    })
  })

  it('refuses bytes that are no ONNX file, and lives', async () => {
    await expect(check({ ...inputOf(), bytes: new Uint8Array(50).fill(7) })).rejects.toMatchObject({
      code: 'internal',
      message: 'onnxruntime did not run the ONNX file',
    })
  })
})
