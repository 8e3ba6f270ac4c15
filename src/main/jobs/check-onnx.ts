import type { ExportAgreement } from '../../shared/contract/model.ts'
import { AppError, type ErrorCode } from '../../shared/errors.ts'
import { type MarginScores, type OnnxTolerance, requireAgreement } from '../core/deploy/onnx/onnx-agreement.ts'
import { StatisticError } from '../core/statistic-error.ts'
import { type RunOnnxInput, runOnnx } from '../io/onnx/run-onnx.ts'

export interface CheckOnnxInput extends RunOnnxInput {
  readonly expected: MarginScores
  readonly tolerance: OnnxTolerance
  /** Cases that are rows of a data set. */
  readonly nRows: number
}

/**
 * Runs an ONNX file that is about to be written and compares its scores with the engine's, in the process without the workspace key.
 *
 * @throws AppError `internal` if onnxruntime does not take the file, `undefinedStatistic` if its scores differ by more than rounding
 *   explains
 */
export async function checkOnnx(input: CheckOnnxInput): Promise<ExportAgreement> {
  const found = await run(input)
  try {
    const agreement = requireAgreement(input.expected, found, input.tolerance)
    return { engine: found.engine, nRows: input.nRows, ...agreement }
  } catch (cause) {
    if (!(cause instanceof StatisticError)) throw cause
    throw refused('undefinedStatistic', cause.message, cause)
  }
}

async function run(input: CheckOnnxInput) {
  try {
    return await runOnnx(input)
  } catch (cause) {
    throw refused('internal', 'onnxruntime did not run the ONNX file', cause)
  }
}

function refused(code: ErrorCode, message: string, cause: unknown): AppError {
  return new AppError(code, message, {
    hint: 'Nothing was written. Export the model as JSON, PMML or SQL.',
    place: { field: 'format' },
    cause,
  })
}
