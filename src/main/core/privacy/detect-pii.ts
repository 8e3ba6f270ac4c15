import { detectByName } from './detect-by-name.ts'
import { detectByShape } from './detect-by-shape.ts'
import { detectNationalId } from './detect-national-id.ts'
import { nameHints } from './name-hints.ts'
import type { PiiConfidence, PiiDetection } from './pii-classes.ts'
import { takeValueSample, type ValueCount } from './value-sample.ts'

/** A column as far as the detection minds. */
export interface PiiColumn {
  readonly name: string
  readonly type: 'numeric' | 'text' | 'date'
  /** Format the dates were read with, when the column holds dates. */
  readonly dateFormat?: string | null
}

const RANK: Readonly<Record<PiiConfidence, number>> = { high: 3, medium: 2, low: 1 }

/**
 * Finds personal data in one column by the name of the column and by what its values look like.
 *
 * Values decide: a telling name with values that do not fit is no detection, while unmistakable values (check digits,
 * e-mail addresses) need no name. Plain digits with a check digit pass by luck in one of about ten cases, so they count
 * only where nearly all values pass, luck is ruled out, and the name or a fixed width of digits agrees. Of several findings the
 * surest wins.
 *
 * @param column - name and type
 * @param values - distinct values and their rows, missing left out; the first 10,000 are looked at
 * @returns the class, or null with confidence `high` for no finding at all (nothing seen, nothing ruled out for ever)
 */
export function detectPii(column: PiiColumn, values: Iterable<ValueCount>): PiiDetection {
  const sample = takeValueSample(values, column.type === 'text')
  const hints = nameHints(column.name)
  const none: PiiDetection = {
    class: null,
    confidence: 'high',
    evidence: sample.texts.length === 0 ? 'no values to look at' : 'no sign of personal data',
    byName: false,
    matchShare: null,
  }
  if (sample.texts.length === 0) return none
  const isDate = column.type === 'date' || (column.dateFormat ?? null) !== null
  const byName = detectByName(sample, hints, isDate)
  if (isDate) return surest(byName) ?? none
  return surest([...detectByShape(sample, hints), ...detectNationalId(sample, hints), ...byName]) ?? none
}

function surest(found: readonly PiiDetection[]): PiiDetection | null {
  return found.reduce<PiiDetection | null>(
    (best, next) => (best === null || RANK[next.confidence] > RANK[best.confidence] ? next : best),
    null,
  )
}
