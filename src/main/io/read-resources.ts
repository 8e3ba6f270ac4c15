import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { type Policy, policySchema } from '../../shared/contract/index.ts'
import { type PackProfile, packProfileSchema } from '../../shared/contract/profile.ts'
import { AppError } from '../../shared/errors.ts'

/** The thresholds in force: data shipped with Assay, checked when read. */
export function readPolicy(resourcesDirectory: string): Policy {
  return readResource(join(resourcesDirectory, 'policies', 'default-policy.json'), policySchema)
}

/** Ids of the shipped regulatory profiles. */
export function listProfiles(resourcesDirectory: string): string[] {
  return readdirSync(join(resourcesDirectory, 'profiles'))
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort()
}

/** @throws AppError `notFound` naming the profiles there are */
export function readProfile(resourcesDirectory: string, id: string): PackProfile {
  const known = listProfiles(resourcesDirectory)
  if (!known.includes(id)) {
    throw new AppError('notFound', `There is no regulatory profile "${id}"`, {
      hint: `Profiles: ${known.join(', ')}.`,
      place: { field: 'profile' },
    })
  }
  return readResource(join(resourcesDirectory, 'profiles', `${id}.json`), packProfileSchema)
}

/** @throws AppError `damaged` if a shipped file is missing or does not fit its schema */
export function readResource<T>(file: string, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new AppError('damaged', `A file shipped with Assay cannot be read: ${file}`, {
      hint: 'Install Assay again.',
      cause,
    })
  }
}
