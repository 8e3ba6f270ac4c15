import { columnWords } from './column-words.ts'
import { type IdentifierCandidate, suggestIdentifier } from './suggest-identifier.ts'

/** A role for a column and why it is suggested. */
export interface RoleSuggestion {
  readonly role: 'target' | 'identifier' | 'sensitive' | 'weight' | 'date' | 'exposure'
  readonly reason: string
}

/** Protected characteristics by name, as the laws on equal treatment list them; ages and marital states included. */
const SENSITIVE_WORDS = wordSet(
  'sex gender race ethnicity ethnic religion religious nationality citizenship disability disabled pregnancy pregnant age birth dob ' +
    'marital marriage married colour color orientation veteran geschlecht alter familienstand sexe genre etnia sexo raza edad genero',
)
const TARGET_WORDS = wordSet('target label outcome default defaulted bad delinquent delinquency y class event churn')
const WEIGHT_WORDS = wordSet('weight weights wgt fnlwgt pwgtp gewicht poids peso')
const EXPOSURE_WORDS = wordSet('exposure ead exponierung')

/**
 * Suggests a role from the name and the number of distinct values of a column; nothing is decided by it.
 *
 * @param column - name, type and counts
 * @param nRows - rows the counts were made over
 * @returns null if a plain feature is as likely as anything
 */
export function suggestRole(column: IdentifierCandidate, nRows: number): RoleSuggestion | null {
  if (column.type === 'date') return { role: 'date', reason: 'every value is a date' }
  const identifier = suggestIdentifier(column, nRows)
  if (identifier !== null) return identifier
  const words = columnWords(column.name)
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word))
  const says = (what: string) => `the name says ${what}`
  if (has(SENSITIVE_WORDS)) return { role: 'sensitive', reason: says('a protected characteristic') }
  if (column.nDistinct === 2 && has(TARGET_WORDS))
    return { role: 'target', reason: `two values, and ${says('an outcome')}` }
  if (column.type === 'numeric' && has(WEIGHT_WORDS)) return { role: 'weight', reason: says('a weight') }
  if (column.type === 'numeric' && has(EXPOSURE_WORDS)) return { role: 'exposure', reason: says('an exposure') }
  return null
}

function wordSet(text: string): ReadonlySet<string> {
  return new Set(text.split(' '))
}
