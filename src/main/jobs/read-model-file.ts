import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { AppError } from '../../shared/errors.ts'
import { readScorecardJson } from '../core/deploy/read-scorecard-json.ts'
import type { ScorecardModel, Target } from '../core/scorecard/scorecard-model.ts'
import { StatisticError } from '../core/statistic-error.ts'
import { describeInputFile, inputFileError } from '../io/input-file.ts'
import { readPmml } from '../io/pmml/read-pmml.ts'

/** Largest file of a model. */
export const MAX_MODEL_BYTES = 16 * 2 ** 20

export interface ReadModelFileOutput {
  readonly format: 'json' | 'pmml'
  readonly fileName: string
  readonly sha256: string
  /** Not yet checked by the contract's schema; the receiver does that. */
  readonly model: ScorecardModel
  /** Null where the file does not tell. */
  readonly target: Target | null
  readonly name: string | null
  /** True if the file tells the counts of development. */
  readonly keepsCounts: boolean
  readonly notes: string[]
}

/**
 * Reads a scorecard from a JSON or PMML file. Runs in the process without the workspace key: files come from anywhere.
 *
 * @throws AppError `notFound`, `tooLarge`, or `badData` with the line where there is one
 */
export function readModelFile({ path }: { readonly path: string }): ReadModelFileOutput {
  const { fileName } = describeInputFile(path, MAX_MODEL_BYTES)
  const bytes = readBytes(path, fileName)
  const text = decode(bytes, fileName)
  const about = { fileName, sha256: createHash('sha256').update(bytes).digest('hex') }
  const start = text.trimStart()
  if (start.startsWith('<')) return { ...about, format: 'pmml', ...inFile(fileName, () => fromPmml(text)) }
  if (start.startsWith('{')) return { ...about, format: 'json', ...inFile(fileName, () => fromJson(text)) }
  throw new AppError('badData', `${fileName} needs to be JSON or PMML, got neither`, {
    hint: 'Choose a file that a model was exported to as JSON or PMML.',
    place: { file: fileName, line: 1 },
  })
}

type Parts = Omit<ReadModelFileOutput, 'format' | 'fileName' | 'sha256'>

function fromJson(text: string): Parts {
  const model = readScorecardJson(text)
  return { model, target: model.target, name: null, keepsCounts: true, notes: [] }
}

function fromPmml(text: string): Parts {
  const { model, name, target, notes } = readPmml(text)
  return { model, target, name, keepsCounts: false, notes: [...notes] }
}

function readBytes(path: string, fileName: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw inputFileError(cause, fileName)
  }
}

function decode(bytes: Uint8Array, fileName: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new AppError('badData', `${fileName} needs to be UTF-8 text, got other bytes`, {
      hint: 'Save it as UTF-8, or export the model again.',
      place: { file: fileName },
      cause,
    })
  }
}

/** Faults of the core become faults of the file; those of readers get its name. */
function inFile<T>(fileName: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (cause instanceof AppError) {
      const hint = cause.hint === null ? {} : { hint: cause.hint }
      throw new AppError(cause.code, cause.message, { ...hint, place: { ...cause.place, file: fileName }, cause })
    }
    if (!(cause instanceof StatisticError)) throw cause
    throw new AppError('badData', `${fileName} is not a sound scorecard: ${cause.message}`, {
      hint: 'Export the model again.',
      place: { file: fileName },
      cause,
    })
  }
}
