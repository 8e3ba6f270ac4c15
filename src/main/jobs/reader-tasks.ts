import { type ScoreCsvInput, scoreCsv } from '../io/csv/score-csv.ts'
import type { StartParser } from '../io/fast-csv/parser-pool.ts'
import { type ImportTableInput, importTable } from '../io/table/import-table.ts'
import { type PreviewTableInput, previewTable } from '../io/table/preview-table.ts'
import type { CheckOnnxInput } from './check-onnx.ts'
import { chunkPacker } from './chunk-packer.ts'

/** What a task in the reader process may use. */
export interface ReaderTaskContext {
  report(stage: string, fraction: number | null, rowsDone?: number): void
  /** Sends one chunk; resolves when the receiver has room for another. */
  chunk(chunk: unknown): Promise<void>
  /** Starts a parser thread; absent where there are none. */
  readonly startParser?: StartParser | undefined
}

export type ReaderTask = (input: never, context: ReaderTaskContext) => unknown

/** Every task of the reader process, by name. */
export const READER_TASKS: Readonly<Record<string, ReaderTask>> = {
  previewTable: (input: PreviewTableInput) => previewTable(input),
  importTable: async (input: ImportTableInput, context) => {
    const packer = chunkPacker((batch) => context.chunk(batch))
    const result = await importTable(input, {
      report: context.report,
      chunk: packer.add,
      startParser: context.startParser,
    })
    await packer.finish()
    return result
  },
  readModelFile: async (input: { readonly path: string }) => {
    const { readModelFile } = await import('./read-model-file.ts')
    return readModelFile(input)
  },
  checkOnnx: async (input: CheckOnnxInput) => {
    const { checkOnnx } = await import('./check-onnx.ts')
    return await checkOnnx(input)
  },
  scoreCsv: async (input: ScoreCsvInput, context) => {
    // Loaded on demand: a preview should not wait for the code of models.
    const { createModelScorer } = await import('../io/csv/model-scorer.ts')
    return await scoreCsv(input, context, createModelScorer)
  },
}
