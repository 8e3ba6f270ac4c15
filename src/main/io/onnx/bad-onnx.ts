import { AppError } from '../../../shared/errors.ts'

const HINT = 'Convert the model again, or save it in the own format of its program: LightGBM text, or XGBoost JSON.'

/** A fault of an ONNX file. @param got - shown as it is, cut short */
export function badOnnx(condition: string, got: unknown, hint = HINT): AppError {
  const text = (typeof got === 'string' ? got : (JSON.stringify(got) ?? 'nothing')).slice(0, 120)
  return new AppError('badData', `ONNX model ${condition}, got ${text}`, { hint })
}
