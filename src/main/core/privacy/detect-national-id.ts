import type { NameHints } from './name-hints.ts'
import { NATIONAL_ID_KINDS, type NationalIdKind } from './national-ids/national-id-kinds.ts'
import type { PiiConfidence, PiiDetection } from './pii-classes.ts'
import { countMatches, isBeyondChance, shareInWords, type ValueSample } from './value-sample.ts'

const MIN_SHARE = 0.9
const MIN_SHARE_WITH_NAME = 0.5
/** Luck that is accepted without and with a telling column name. */
const LUCK = 1e-6
const LUCK_WITH_NAME = 0.02
/** Patterns without a check digit pass too often by luck to be tested against it; so many values must fit instead. */
const NO_CHECK_DIGIT = 0.5
const MIN_VALUES_WITHOUT_CHECK_DIGIT = 5

/**
 * Findings of national ids: nearly all values pass one country's rules and luck is ruled out. Digits alone also need the
 * column's name, or texts of fixed width (numbers of fixed width are named with low confidence, for a person to decide).
 *
 * @param sample - distinct values, at least one
 * @param hints - what the column's name suggests
 */
export function detectNationalId(sample: ValueSample, hints: NameHints): PiiDetection[] {
  const byName = hints.classes.has('nationalId')
  return NATIONAL_ID_KINDS.flatMap((kind) => detectKind(sample, kind, byName))
}

function detectKind(sample: ValueSample, kind: NationalIdKind, byName: boolean): PiiDetection[] {
  const nValues = sample.texts.length
  const nMatches = countMatches(sample, kind.test)
  const share = nMatches / nValues
  if (nMatches === 0 || share < (byName ? MIN_SHARE_WITH_NAME : MIN_SHARE)) return []
  const hasCheckDigit = kind.chance < NO_CHECK_DIGIT
  const isLuck = hasCheckDigit
    ? !isBeyondChance(nMatches, nValues, kind.chance, byName ? LUCK_WITH_NAME : LUCK)
    : !byName && nMatches < MIN_VALUES_WITHOUT_CHECK_DIGIT
  const confidence = isLuck ? null : confidenceOf(sample, byName, share, hasCheckDigit)
  if (confidence === null) return []
  const luck = hasCheckDigit ? ` (of random values of that pattern ${percentInWords(kind.chance)} would)` : ''
  const name = byName ? ', and the name of the column says so' : ''
  const evidence = `${shareInWords(nMatches, nValues, `pass the rules of ${kind.words}`)}${luck}${name}`
  return [{ class: 'nationalId', confidence, evidence, byName, matchShare: share }]
}

function confidenceOf(
  sample: ValueSample,
  byName: boolean,
  share: number,
  hasCheckDigit: boolean,
): PiiConfidence | null {
  if (byName) return share >= MIN_SHARE ? 'high' : 'medium'
  const isPlain = sample.texts.every((text) => /^\d+$/.test(text))
  if (!isPlain) return hasCheckDigit ? 'high' : 'medium'
  if (!sample.isFixedWidthDigits) return null
  return sample.isText ? 'medium' : 'low'
}

function percentInWords(chance: number): string {
  return chance < 0.01 ? 'fewer than 1%' : `at most ${Math.round(chance * 100)}%`
}
