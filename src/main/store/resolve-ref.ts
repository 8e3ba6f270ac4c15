import { AppError } from '../../shared/errors.ts'

/** What a reference can point at. Things without a name are found by id only. */
export interface RefCandidate {
  readonly id: string
  readonly name?: string
  readonly version?: number
}

const SHORTEST_PREFIX = 3
const N_HINTS = 5

/**
 * The one candidate meant by a reference: exact id, else an exact name (its latest version), else `name@version`, else
 * a unique beginning of an id (3 characters or more).
 *
 * @param kind - noun for the message, such as "data set"
 * @throws AppError `notFound` if nothing fits, `invalidInput` if more than one id begins so
 */
export function resolveRef<T extends RefCandidate>(kind: string, ref: string, candidates: readonly T[]): T {
  const exact = candidates.find((candidate) => candidate.id === ref)
  if (exact !== undefined) return exact
  // Names come before beginnings of ids: else a random new id could change what "cafe" means.
  const byName = latestNamed(ref, candidates) ?? namedVersion(ref, candidates)
  if (byName !== null) return byName
  const byPrefix = ref.length < SHORTEST_PREFIX ? [] : candidates.filter((candidate) => candidate.id.startsWith(ref))
  if (byPrefix.length === 1) return byPrefix[0]!
  if (byPrefix.length > 1) {
    throw new AppError(
      'invalidInput',
      `The ${kind} reference "${ref}" is ambiguous: ${byPrefix.length} ids begin with it`,
      {
        place: { field: 'reference' },
        hint: `Give more characters, as in ${firstFew(byPrefix.map((candidate) => candidate.id.slice(0, ref.length + 4)))}.`,
      },
    )
  }
  throw notFound(kind, ref, candidates)
}

function latestNamed<T extends RefCandidate>(name: string, candidates: readonly T[]): T | null {
  let latest: T | null = null
  for (const candidate of candidates) {
    if (candidate.name === name && (latest === null || (candidate.version ?? 0) > (latest.version ?? 0)))
      latest = candidate
  }
  return latest
}

function namedVersion<T extends RefCandidate>(ref: string, candidates: readonly T[]): T | null {
  const parts = /^(.+)@([1-9][0-9]{0,8})$/s.exec(ref)
  if (parts === null) return null
  return candidates.find((candidate) => candidate.name === parts[1] && candidate.version === Number(parts[2])) ?? null
}

function notFound(kind: string, ref: string, candidates: readonly RefCandidate[]): AppError {
  const names = candidates.flatMap((candidate) => (candidate.name === undefined ? [] : [candidate.name]))
  const known = names.length > 0 ? names : candidates.map((candidate) => candidate.id.slice(0, 8))
  const hint = known.length === 0 ? `There is no ${kind} yet.` : `Known: ${firstFew(known)}.`
  return new AppError('notFound', `No ${kind} matches "${ref}"`, { hint })
}

function firstFew(texts: readonly string[]): string {
  const distinct = [...new Set(texts)]
  return distinct.slice(0, N_HINTS).join(', ') + (distinct.length > N_HINTS ? ', …' : '')
}
