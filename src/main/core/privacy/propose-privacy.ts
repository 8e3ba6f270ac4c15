import { detectPii, type PiiColumn } from './detect-pii.ts'
import type { PiiClass, PiiDetection } from './pii-classes.ts'
import { suggestIdentifier } from './suggest-identifier.ts'
import type { ValueCount } from './value-sample.ts'

/** A column, its distinct values, and how many of them there are in all rows. */
export interface PrivacyColumn extends PiiColumn {
  readonly values: Iterable<ValueCount>
  readonly nRows: number
  readonly nMissing: number
  readonly nDistinct: number
}

/** What to do with a column, for a person to accept or change. */
export interface PrivacyProposal extends PiiDetection {
  readonly name: string
  readonly suggestion: 'pseudonymise' | 'mask' | 'none'
  readonly suggestedRole: 'identifier' | null
  /** Why the role is suggested; null without one. */
  readonly roleReason: string | null
}

/** Values that single a person out and are of no use but to join: a pseudonym does the same. */
const PSEUDONYMISED: ReadonlySet<PiiClass> = new Set([
  'email',
  'phone',
  'nationalId',
  'iban',
  'cardNumber',
  'accountNumber',
])
/** Values that point at a person or a household but may be wanted as they are, in part or by those with the right. */
const IDENTIFYING: ReadonlySet<PiiClass> = new Set([...PSEUDONYMISED, 'personName', 'address', 'ipAddress'])

/**
 * Proposes a class, a treatment and a role for every column. Dates of birth and postal codes are masked but keep their
 * role: alone they name nobody. Findings of low confidence are masked, which can be undone, never pseudonymised.
 *
 * @param columns - columns with their distinct values
 * @returns one proposal per column, in order
 */
export function proposePrivacy(columns: readonly PrivacyColumn[]): PrivacyProposal[] {
  return columns.map((column) => {
    const found = detectPii(column, column.values)
    const role = roleOf(column, found)
    return {
      name: column.name,
      ...found,
      suggestion: suggestionOf(found),
      suggestedRole: role === null ? null : 'identifier',
      roleReason: role,
    }
  })
}

function suggestionOf(found: PiiDetection): 'pseudonymise' | 'mask' | 'none' {
  if (found.class === null) return 'none'
  return PSEUDONYMISED.has(found.class) && found.confidence !== 'low' ? 'pseudonymise' : 'mask'
}

function roleOf(column: PrivacyColumn, found: PiiDetection): string | null {
  if (found.class !== null && IDENTIFYING.has(found.class) && found.confidence !== 'low') {
    return 'its values point at one person and say nothing a model may learn'
  }
  return suggestIdentifier(column, column.nRows)?.reason ?? null
}
