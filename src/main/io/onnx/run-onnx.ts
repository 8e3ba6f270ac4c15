import type { MarginScores } from '../../core/deploy/onnx/onnx-agreement.ts'
import type { OnnxColumn } from '../../core/deploy/onnx/onnx-columns.ts'
import type { OnnxOutputs } from '../../core/deploy/onnx/tree-onnx.ts'

export interface RunOnnxInput {
  readonly bytes: Uint8Array
  readonly columns: readonly OnnxColumn[]
  readonly nCases: number
  readonly outputs: OnnxOutputs
}

export interface RunOnnxOutput extends MarginScores {
  readonly points: Float64Array
  /** Name and version of the program that ran the file. */
  readonly engine: string
}

/** Rows scored at once. */
const BATCH = 2_000

/**
 * Runs an ONNX file written by `treeOnnx` in onnxruntime, on one thread. Native code: only in a process without the workspace key.
 *
 * @throws Error of onnxruntime for a file it does not take
 */
export async function runOnnx({ bytes, columns, nCases, outputs }: RunOnnxInput): Promise<RunOnnxOutput> {
  const { InferenceSession, Tensor, env } = await import('onnxruntime-node')
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionMode: 'sequential',
    logSeverityLevel: 4,
  })
  try {
    const margins = new Float64Array(nCases)
    const probability = new Float64Array(nCases)
    const points = new Float64Array(nCases)
    const wanted = [outputs.margin, outputs.probabilities, outputs.points]
    for (let from = 0; from < nCases; from += BATCH) {
      const n = Math.min(BATCH, nCases - from)
      const feeds = Object.fromEntries(
        columns.map((column) => {
          const tensor =
            column.type === 'double'
              ? new Tensor('float64', column.values.slice(from, from + n), [n, 1])
              : new Tensor('string', column.values.slice(from, from + n), [n, 1])
          return [column.name, tensor]
        }),
      )
      const found = await session.run(feeds, wanted)
      margins.set(found[outputs.margin]!.data as Float64Array, from)
      points.set(found[outputs.points]!.data as Float64Array, from)
      const pairs = found[outputs.probabilities]!.data as Float64Array
      for (let i = 0; i < n; i++) probability[from + i] = pairs[2 * i + 1]!
    }
    return { margins, probability, points, engine: `onnxruntime ${env.versions.common ?? ''}`.trim() }
  } finally {
    await session.release()
  }
}
