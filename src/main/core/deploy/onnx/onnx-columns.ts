import type { TreeModel } from '../../trees/tree-model.ts'
import type { CaseValue, GoldenCase } from '../golden-cases.ts'

/** Values of one input of an ONNX file. */
export type OnnxColumn =
  | { readonly name: string; readonly type: 'double'; readonly values: Float64Array }
  | { readonly name: string; readonly type: 'string'; readonly values: readonly string[] }

/**
 * Cases as the columns an ONNX file takes: a missing number is NaN, a missing text the empty text.
 *
 * @param cases - values in the order of the characteristics
 */
export function onnxColumns({ characteristics }: TreeModel, cases: readonly GoldenCase[]): OnnxColumn[] {
  return characteristics.map(({ name, type }, j) =>
    type === 'text'
      ? { name, type: 'string', values: cases.map(({ values }) => String(values[j] ?? '')) }
      : { name, type: 'double', values: Float64Array.from(cases, ({ values }) => numberOf(values[j]!)) },
  )
}

/**
 * Whether an ONNX file can be given the case: not where the empty text is a level and the text is missing, nor texts with U+0000 or
 * half a surrogate pair.
 */
export function fitsOnnx({ characteristics }: TreeModel, { values }: GoldenCase): boolean {
  return characteristics.every(({ type, levels }, j) => {
    if (type !== 'text') return true
    const value = values[j]!
    if (value === null) return levels?.includes('') !== true
    const text = String(value)
    // The empty text means missing to the file; to Assay it is an unseen level.
    return (text !== '' || levels?.includes('') === true) && !text.includes('\0') && text.isWellFormed()
  })
}

function numberOf(value: CaseValue): number {
  return value === null ? Number.NaN : Number(value)
}
