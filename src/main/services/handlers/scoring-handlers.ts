import { basename, resolve } from 'node:path'
import type { CaseExplanation, Cell, CsvOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { explainCase } from '../../core/explain/explain-case.ts'
import type { ScoreCsvResult } from '../../io/csv/score-csv.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { outputPath as checkedOutput } from '../output-path.ts'

/** File to file; the reader process gets the model and the paths, never the workspace key. */
export function runScoring(
  input: { model: string; inputPath: string; outputPath: string; reasons: number; options: CsvOptions },
  call: AuditedCall,
): { jobId: string } {
  const { state, workspace, session } = call
  const { version, modelJson } = workspace.models.get(input.model)
  // What counts as missing was decided with the training data; scoring reads alike.
  const { missing } = workspace.datasets.get(version.datasetVersionId).dialect
  const options: CsvOptions = { missing, ...input.options }
  const path = resolve(input.inputPath)
  const outputPath = checkedOutput(input.outputPath, {
    field: 'outputPath',
    workspaceDirectory: workspace.directory,
    inputs: [path],
  })
  return call.commit(() => {
    const jobId = state.jobs.start({
      kind: 'scoring.run',
      title: `Score ${basename(path)} with ${version.name}`,
      createdBy: session.userName,
      run: async (job) => {
        const scored = await job.inReader<ScoreCsvResult>('scoreCsv', {
          path,
          outputPath,
          modelJson,
          reasons: input.reasons,
          options,
        })
        return () => {
          state.appendEvent(call, 'scoring.finished', 'done', {
            object: version.id,
            after: scored.sha256,
            reason: `${scored.nRows} rows`,
          })
          const issues = scored.nIssues === 0 ? '' : `, ${scored.nIssues} rows with cells that could not be read`
          return {
            kind: 'file' as const,
            id: scored.sha256,
            path: outputPath,
            summary: `${formatNumber(scored.nRows, 'integer')} rows scored${issues}`,
          }
        }
      },
    })
    return { value: { jobId }, object: version.id }
  })
}

/** One applicant given by column names; a characteristic not given counts as missing. */
export function scoreOne(
  input: { model: string; values: readonly { column: string; value: Cell }[]; maxReasons: number },
  call: SignedInCall,
): CaseExplanation {
  const { model } = call.workspace.models.get(input.model)
  const given = new Map(input.values.map(({ column, value }) => [column, value]))
  const values = model.characteristics.map(({ name }) => {
    const value = given.get(name) ?? null
    const type = model.variables.find((variable) => variable.name === name)?.type
    if (type === 'numeric' && typeof value === 'string') {
      throw new AppError('invalidInput', `"${name}" needs a number, got a text`, { place: { column: name } })
    }
    return type === 'text' && typeof value === 'number' ? String(value) : value
  })
  return explainCase(model, values, { maxReasons: Math.max(1, input.maxReasons), row: 0, outcome: null })
}
