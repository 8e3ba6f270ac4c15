import { basename, resolve } from 'node:path'
import type { CaseExplanation, Cell, CreditModel, ReadOptions } from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'
import { formatNumber } from '../../../shared/format.ts'
import { compileExplainer } from '../../core/explain/explain-case.ts'
import { compileCaseReader, modelInputs } from '../../core/scorecard/model-inputs.ts'
import type { ScoreCsvResult } from '../../io/csv/score-csv.ts'
import type { AuditedCall, SignedInCall } from '../call.ts'
import { outputPath as checkedOutput } from '../output-path.ts'
import { importLimits } from './limit-handlers.ts'

/** File to file; the reader process gets the model and the paths, never the workspace key. */
export function runScoring(
  input: { model: string; inputPath: string; outputPath: string; reasons: number; options: ReadOptions },
  call: AuditedCall,
): { jobId: string } {
  const { state, workspace, session } = call
  const { version, modelJson } = workspace.models.get(input.model)
  // What counts as missing was decided with the training data; scoring reads alike.
  const { missing } = workspace.datasets.get(version.datasetVersionId).dialect
  const options: ReadOptions = { missing, ...input.options }
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
          limits: importLimits(workspace),
        })
        return () => {
          state.appendEvent(call, 'scoring.finished', 'done', {
            object: version.id,
            after: scored.sha256,
            reason: `${scored.nRows} rows`,
          })
          const issues =
            scored.nIssues === 0 ? '' : `, ${formatNumber(scored.nIssues, 'integer')} with a remark in assay_issue`
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

type Explainer = ReturnType<typeof compileExplainer>

/** By model as the store keeps it: preparing hundreds of trees takes longer than scoring one case. */
const explainers = new WeakMap<CreditModel, Explainer>()

function explainerOf(model: CreditModel): Explainer {
  const known = explainers.get(model)
  if (known !== undefined) return known
  const explainer = compileExplainer(model)
  explainers.set(model, explainer)
  return explainer
}

/** One applicant given by the names of the model's inputs; one not given counts as missing. */
export function scoreOne(
  input: { model: string; values: readonly { column: string; value: Cell }[]; maxReasons: number },
  call: SignedInCall,
): CaseExplanation {
  const { model } = call.workspace.models.get(input.model)
  const given = new Map(input.values.map(({ column, value }) => [column, value]))
  const types = new Map(modelInputs(model).map(({ name, type }) => [name, type]))
  const values = compileCaseReader(model, () => true).values((name) => {
    const value = given.get(name) ?? null
    if (types.get(name) === 'numeric' && typeof value === 'string') {
      throw new AppError('invalidInput', `"${name}" needs a number, got a text`, { place: { column: name } })
    }
    return types.get(name) !== 'numeric' && typeof value === 'number' ? String(value) : value
  })
  return explainerOf(model)(values, { maxReasons: input.maxReasons, row: 0, outcome: null })
}
