import type { z } from 'zod'
import { AppError } from '../../shared/errors.ts'
import { canonicalJson } from '../core/governance/canonical-json.ts'

/** Text of a record for a JSON column; numbers that are not finite are refused rather than lost. */
export function jsonText(value: unknown): string {
  return canonicalJson(value)
}

/**
 * A record read back from a JSON column, checked by the contract's schema.
 *
 * @throws AppError `damaged` if the text is not such a record
 */
export function parseJsonColumn<T>(schema: z.ZodType<T>, text: string, noun: string): T {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw damagedRecord(noun, cause)
  }
  const result = schema.safeParse(value)
  if (!result.success) throw damagedRecord(noun, result.error)
  return result.data
}

function damagedRecord(noun: string, cause: unknown): AppError {
  return new AppError('damaged', `A stored ${noun} cannot be read`, {
    cause,
    hint: 'Restore the workspace folder from a backup.',
  })
}
