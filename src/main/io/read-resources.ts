import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Policy, policySchema } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { z } from 'zod'

/** The thresholds in force: data shipped with Assay, checked when read. */
export function readPolicy(resourcesDirectory: string): Policy {
  return readResource(join(resourcesDirectory, 'policies', 'default-policy.json'), policySchema)
}

/** @throws AppError `damaged` if a shipped file is missing or does not fit its schema */
export function readResource<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new AppError('damaged', `A file shipped with Assay cannot be read: ${file}`, { hint: 'Install Assay again.', cause })
  }
}
