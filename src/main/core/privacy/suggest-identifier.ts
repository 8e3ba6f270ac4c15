import { columnWords } from './column-words.ts'

/** A column as far as its uniqueness minds. */
export interface IdentifierCandidate {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  readonly nDistinct: number
  readonly nMissing: number
}

/** The role of a column that tells rows apart, and why it is suggested. */
export interface IdentifierSuggestion {
  readonly role: 'identifier'
  readonly reason: string
}

const ID_WORDS = new Set(
  (
    'id ids identifier identification uid uuid guid key pk number no nr num nbr numero nummer numer ref reference rownum rowid row index idx ' +
    'loannumber loanid customerid clientid applicationid accountid kundennummer kundennr vertragsnummer lfdnr'
  ).split(' '),
)
/** Fewer rows can all differ by chance. */
const MIN_ROWS_WITHOUT_NAME = 20

/**
 * Whether a column tells rows apart and should be an identifier, not a feature: it has a value in every row, all different,
 * and its name says id, number or key, or it is a text in at least 20 rows. This is no class of personal data: `1, 2, 3, …`
 * names nobody outside the file.
 *
 * @param column - name, type, number of distinct and of missing values
 * @param nRows - rows of the dataset
 * @returns the suggestion, or null
 */
export function suggestIdentifier(column: IdentifierCandidate, nRows: number): IdentifierSuggestion | null {
  if (nRows < 2 || column.type === 'date' || column.nMissing > 0 || column.nDistinct !== nRows) return null
  if (columnWords(column.name).some((word) => ID_WORDS.has(word))) {
    return {
      role: 'identifier',
      reason: `every row has a different value, and the name says it is an id, number or key`,
    }
  }
  if (column.type !== 'text' || nRows < MIN_ROWS_WITHOUT_NAME) return null
  return { role: 'identifier', reason: 'every row has a different text' }
}
