import { type ImportCsvInput, importCsv } from '../io/csv/import-csv.ts'
import { type PreviewCsvInput, previewCsv } from '../io/csv/preview-csv.ts'
import { type ScoreCsvInput, scoreCsv } from '../io/csv/score-csv.ts'

/** What a task in the reader process may use. */
export interface ReaderTaskContext {
  report(stage: string, fraction: number | null, rowsDone?: number): void
  /** Sends one chunk; resolves when the receiver has room for another. */
  chunk(chunk: unknown): Promise<void>
}

export type ReaderTask = (input: never, context: ReaderTaskContext) => unknown

/** Every task of the reader process, by name. */
export const READER_TASKS: Readonly<Record<string, ReaderTask>> = {
  previewCsv: (input: PreviewCsvInput) => previewCsv(input),
  importCsv: (input: ImportCsvInput, context) => importCsv(input, context),
  scoreCsv: async (input: ScoreCsvInput, context) => {
    // Loaded on demand: a preview should not wait for the code of models.
    const { createScorecardScorer } = await import('../io/csv/scorecard-scorer.ts')
    return await scoreCsv(input, context, createScorecardScorer)
  },
}
