import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { ModelOrigin } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import { readModelJson } from '../core/deploy/read-model-json.ts'
import type { CreditModel } from '../core/model/credit-model.ts'
import { readLightgbmText } from '../core/peers/lightgbm-text.ts'
import type { ReadPeer } from '../core/peers/peer-model.ts'
import { isXgboostText, readXgboostJson } from '../core/peers/xgboost-json.ts'
import type { Target } from '../core/scorecard/scorecard-model.ts'
import { StatisticError } from '../core/statistic-error.ts'
import { describeInputFile, inputFileError } from '../io/input-file.ts'
import { MAX_ONNX_BYTES, readOnnx } from '../io/onnx/read-onnx.ts'
import { readPmml } from '../io/pmml/read-pmml.ts'
import { type ModelFileKind, modelFileKind } from './model-file-kind.ts'

/** Formats that models are read from. */
export type ModelFormat = Extract<ModelOrigin, { kind: 'imported' }>['format']

/** Largest file of a model, by its kind. */
export const MAX_MODEL_BYTES: Readonly<Record<ModelFormat, number>> = {
  json: 128 * 2 ** 20,
  pmml: 16 * 2 ** 20,
  lightgbm: 128 * 2 ** 20,
  xgboost: 128 * 2 ** 20,
  onnx: MAX_ONNX_BYTES,
}

export interface ReadModelFileOutput {
  readonly format: ModelFormat
  readonly fileName: string
  readonly sha256: string
  /** Not yet checked by the contract's schema; the receiver does that. */
  readonly model: CreditModel
  /** Null where the file does not tell. */
  readonly target: Target | null
  readonly name: string | null
  /** True if the file tells the counts of development. */
  readonly keepsCounts: boolean
  readonly notes: string[]
}

type Parts = Omit<ReadModelFileOutput, 'format' | 'fileName' | 'sha256'>

const HINTS: Readonly<Record<ModelFormat, string>> = {
  json: 'Export the model again.',
  pmml: 'Export the model again.',
  lightgbm: 'Save the model again with Booster.save_model; boosted trees for a yes-no outcome are read.',
  xgboost: 'Save the model again with Booster.save_model("model.json"); boosted trees for a yes-no outcome are read.',
  onnx: 'Convert the model again; one ensemble of boosted trees for a yes-no outcome is read.',
}

/**
 * Reads a model from a file, told by what is in it: scorecards from JSON or PMML, boosted trees from Assay's JSON, LightGBM's text,
 * XGBoost's JSON or ONNX. Runs in the process without the workspace key: files come from anywhere.
 *
 * @throws AppError `notFound`, `tooLarge`, or `badData` with the line where there is one
 */
export function readModelFile({ path }: { readonly path: string }): ReadModelFileOutput {
  const { fileName, bytes: size } = describeInputFile(path, MAX_ONNX_BYTES)
  const bytes = readBytes(path, fileName)
  const format = formatOf(modelFileKind(bytes), bytes, fileName)
  if (size > MAX_MODEL_BYTES[format])
    throw new AppError('tooLarge', `${fileName} needs to have at most ${MAX_MODEL_BYTES[format]} bytes, got ${size}`, {
      hint: 'Export a smaller model.',
      place: { file: fileName },
    })
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { format, fileName, sha256, ...inFile(fileName, format, () => partsOf(format, bytes, fileName)) }
}

function partsOf(format: ModelFormat, bytes: Uint8Array, fileName: string): Parts {
  switch (format) {
    case 'json':
      return fromJson(decode(bytes, fileName))
    case 'pmml':
      return fromPmml(decode(bytes, fileName))
    case 'lightgbm':
      return fromPeer(readLightgbmText(decode(bytes, fileName)))
    case 'xgboost':
      return fromPeer(readXgboostJson(decode(bytes, fileName)))
    case 'onnx':
      return fromPeer(readOnnx(bytes))
  }
}

function fromJson(text: string): Parts {
  const model = readModelJson(text)
  return { model, target: model.target, name: null, keepsCounts: true, notes: [] }
}

function fromPmml(text: string): Parts {
  const { model, name, target, notes } = readPmml(text)
  return { model, target, name, keepsCounts: false, notes: [...notes] }
}

function fromPeer({ model, notes }: ReadPeer): Parts {
  return { model, target: null, name: null, keepsCounts: false, notes: [...notes] }
}

function formatOf(kind: ModelFileKind, bytes: Uint8Array, fileName: string): ModelFormat {
  switch (kind) {
    case 'json':
      return isXgboostText(decode(bytes.subarray(0, 1000), fileName, true)) ? 'xgboost' : 'json'
    case 'pmml':
    case 'lightgbm':
    case 'onnx':
      return kind
    case 'ubjson':
      throw notRead(fileName, 'UBJSON', 'Save the XGBoost model as JSON: Booster.save_model("model.json").')
    case 'pickle':
      throw notRead(
        fileName,
        'a Python pickle, which runs code when it is opened',
        'Save the model in the own format of its program: LightGBM text, XGBoost JSON, or ONNX.',
      )
    case 'unknown':
      throw notRead(fileName, 'none of them', 'Choose a file that a model was saved to in one of these formats.')
  }
}

function notRead(fileName: string, got: string, hint: string): AppError {
  return new AppError(
    'badData',
    `${fileName} needs to be JSON of Assay or XGBoost, PMML, LightGBM text or ONNX, got ${got}`,
    { hint, place: { file: fileName } },
  )
}

function readBytes(path: string, fileName: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw inputFileError(cause, fileName)
  }
}

/** @param isPart - the end of the bytes may cut a character */
function decode(bytes: Uint8Array, fileName: string, isPart = false): string {
  try {
    return new TextDecoder('utf-8', { fatal: !isPart }).decode(bytes)
  } catch (cause) {
    throw new AppError('badData', `${fileName} needs to be UTF-8 text, got other bytes`, {
      hint: 'Save it as UTF-8, or export the model again.',
      place: { file: fileName },
      cause,
    })
  }
}

/** Faults of the core become faults of the file; those of readers get its name. */
function inFile<T>(fileName: string, format: ModelFormat, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof AppError) {
      const hint = cause.hint === null ? {} : { hint: cause.hint }
      throw new AppError(cause.code, cause.message, { ...hint, place: { ...cause.place, file: fileName }, cause })
    }
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('badData', `${fileName} is not a sound model: ${cause.message}`, {
      hint: HINTS[format],
      place: { file: fileName },
      cause,
    })
  }
}
