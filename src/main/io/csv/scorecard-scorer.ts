import { scorecardModelSchema } from '../../../shared/contract/model.ts'
import { AppError } from '../../../shared/errors.ts'
import { compileExplainer } from '../../core/explain/explain-case.ts'
import { compileCaseReader, modelInputs } from '../../core/scorecard/model-inputs.ts'
import type { CaseScorer } from './score-csv.ts'

/**
 * Makes a scorer from the JSON of a scorecard.
 *
 * @throws AppError `damaged` if the text is not a scorecard
 */
export function createScorecardScorer(modelJson: string, maxReasons: number): CaseScorer {
  const parsed = scorecardModelSchema.safeParse(parseJson(modelJson))
  if (!parsed.success) throw notAModel(parsed.error)
  const model = parsed.data
  const explain = compileExplainer(model)
  const inputs = modelInputs(model)
  const optional = model.preprocessing?.populationInputs ?? []
  return {
    columns: inputs,
    optionalColumns: optional,
    createReader(hasColumn) {
      const reader = compileCaseReader(model, hasColumn)
      return (get) => {
        const { points, probability, reasons } = explain(reader.values(get), { maxReasons, row: 0, outcome: null })
        return {
          points,
          probability,
          reasons: reasons.map(({ code, text }) => `${code}: ${text}`),
          remarks: reader.objections(get).map((reason) => `outside the population of the model: ${reason}`),
        }
      }
    },
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw notAModel(cause)
  }
}

function notAModel(cause: unknown): AppError {
  return new AppError('damaged', 'The model handed to scoring is not a scorecard', {
    hint: 'Export the model again, or restore a backup.',
    cause,
  })
}
