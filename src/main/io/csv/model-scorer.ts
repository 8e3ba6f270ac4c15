import { creditModelSchema } from '../../../shared/contract/model.ts'
import { AppError } from '../../../shared/errors.ts'
import { compileExplainer } from '../../core/explain/explain-case.ts'
import type { Reason } from '../../core/explain/explanation-types.ts'
import { treeReasons } from '../../core/explain/tree-explainer.ts'
import { createFrame } from '../../core/frame/frame.ts'
import { caseColumns } from '../../core/model/case-columns.ts'
import { compileModel } from '../../core/model/compile-model.ts'
import type { CreditModel } from '../../core/model/credit-model.ts'
import { compileCaseReader, modelInputs } from '../../core/scorecard/model-inputs.ts'
import type { TreeModel } from '../../core/trees/tree-model.ts'
import type { CaseBatch, CaseScorer } from './score-csv.ts'

/**
 * Makes a scorer from the JSON of a model of any kind.
 *
 * @throws AppError `damaged` if the text is not a model
 */
export function createModelScorer(modelJson: string, maxReasons: number): CaseScorer {
  const parsed = creditModelSchema.safeParse(parseJson(modelJson))
  if (!parsed.success) throw notAModel(parsed.error)
  const model = parsed.data
  const columns = { columns: modelInputs(model), optionalColumns: model.preprocessing?.populationInputs ?? [] }
  return maxReasons === 0
    ? { ...columns, ...scorerWithoutReasons(model) }
    : { ...columns, ...scorerWithReasons(model, maxReasons) }
}

function scorerWithoutReasons(model: CreditModel): Pick<CaseScorer, 'createReader' | 'batch' | 'scoreColumns'> {
  // Given the characteristics themselves, nothing is left to derive.
  const { scoreValues, scoreFrame } = compileModel({ ...model, preprocessing: undefined })
  const frameOf = caseColumns(model)
  const createReader = caseReader(model)
  return {
    createReader(hasColumn) {
      const read = createReader(hasColumn)
      return (get) => {
        const { values, remarks } = read(get)
        return { ...scoreValues(values), reasons: [], remarks }
      }
    },
    batch: { createReader, score: (cases) => scoreFrame(frameOf(cases)) },
    scoreColumns: model.preprocessing === undefined ? (columns) => scoreFrame(createFrame(columns)) : undefined,
  }
}

function scorerWithReasons(model: CreditModel, maxReasons: number): Pick<CaseScorer, 'createReader' | 'batch'> {
  const explain = compileExplainer(model)
  const createReader = caseReader(model)
  return {
    createReader(hasColumn) {
      const read = createReader(hasColumn)
      return (get) => {
        const { values, remarks } = read(get)
        const { points, probability, reasons } = explain(values, { maxReasons, row: 0, outcome: null })
        return { points, probability, reasons: reasons.map(printReason), remarks }
      }
    },
    // A scorecard's reasons are differences of points; those of trees are much work, less so for many cases together.
    batch: model.kind === 'treeModel' ? { createReader, score: manyReasons(model, maxReasons) } : undefined,
  }
}

function manyReasons(model: TreeModel, maxReasons: number): CaseBatch['score'] {
  const explainAll = treeReasons(model, maxReasons)
  return (cases) => {
    const { points, probability, reasons } = explainAll(cases)
    return { points, probability, reasons: reasons.map((own) => own.map(printReason)) }
  }
}

function printReason({ code, text }: Reason): string {
  return `${code}: ${text}`
}

function caseReader(model: CreditModel): CaseBatch['createReader'] {
  return (hasColumn) => {
    const reader = compileCaseReader(model, hasColumn)
    return (get) => ({
      values: reader.values(get),
      remarks: reader.objections(get).map((reason) => `outside the population of the model: ${reason}`),
    })
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
  return new AppError('damaged', 'The text handed to scoring is not a model', {
    hint: 'Export the model again, or restore a backup.',
    cause,
  })
}
