import { z } from 'zod'
import {
  type QualityRule,
  qualityRuleSchema,
  rulesSchema,
  type Step,
  stepSchema,
} from '../../../shared/contract/index.ts'
import { AppError } from '../../../shared/errors.ts'

const stepsSchema = z.array(stepSchema)
const proposedSchema = z.array(z.object({ rule: qualityRuleSchema }))

/** The steps of a file: a list, or anything with one under `steps`, such as a dataset version. */
export function stepsOf(json: unknown, file: string): Step[] {
  return parsed(stepsSchema, listIn(json, 'steps'), file, 'step')
}

/** The rules of a file: a list, a suite as saved, or rules as proposed. */
export function rulesOf(json: unknown, file: string): QualityRule[] {
  const list = listIn(json, 'rules')
  const proposed = proposedSchema.safeParse(list)
  return proposed.success && proposed.data.length > 0
    ? proposed.data.map(({ rule }) => rule)
    : parsed(rulesSchema, list, file, 'rule')
}

function listIn(json: unknown, key: string): unknown {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return json
  return (json as Record<string, unknown>)[key] ?? json
}

function parsed<T>(schema: z.ZodType<T>, value: unknown, file: string, noun: string): T {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  const issue = result.error.issues[0]
  const [index, ...rest] = issue?.path ?? []
  const where =
    typeof index === 'number' ? `${noun} ${index + 1}${rest.length === 0 ? '' : `, ${rest.join('.')}`}: ` : ''
  throw new AppError('badData', `The file needs a list of ${noun}s; ${where}${issue?.message ?? 'it has none'}`, {
    hint: '"assay procedures --json" has their schema.',
    place: { file },
  })
}
