import type { ReadDecision } from '../../../shared/contract/index.ts'
import { type DecimalMark, parseNumber, type ThousandsMark } from '../../core/frame/parse-number.ts'
import { formatCount, nameMark } from './decision-words.ts'
import { columnsOf, missingTest, type SampledRows } from './sampled-columns.ts'

export interface NumberFormat {
  readonly decimal: DecimalMark
  readonly thousands: ThousandsMark | null
  readonly decisions: readonly ReadDecision[]
}

interface Column {
  readonly index: number
  readonly cells: readonly string[]
}

const MARKS: readonly ThousandsMark[] = ['.', ',', ' ', "'", '\u00a0', '\u202f']
/** `1,234`: a thousands mark as likely as a decimal one. */
const AMBIGUOUS = /^\s*-?[1-9]\d{0,2}([.,]\d{3})+\s*$/
/** Digits and marks of any kind: what could be a number in some country. */
const NUMBERISH = /^-?\d[\d.,'\u00a0\u202f ]*\d$/

/**
 * Chooses decimal and thousands mark.
 *
 * A comma is the decimal mark only if more columns read as numbers with it than with a point, and at least one of their cells
 * cannot be a whole number with thousands marks (`0,435` can not, `1,234` can). A thousands mark is chosen only if in some column
 * every value that carries it also carries the decimal mark or carries it twice, and no value of the file stands against it.
 */
export function sniffNumberFormat(
  rows: SampledRows,
  missing: readonly string[],
  chosen: { decimal?: DecimalMark | undefined; thousands?: ThousandsMark | null | undefined },
): NumberFormat {
  const isMissing = missingTest(missing)
  const columns = columnsOf(rows.slice(1))
    .map((cells, index): Column => ({ index, cells: cells.filter((cell) => !isMissing(cell)) }))
    .filter(({ cells }) => cells.length > 0)
  const decimalOptions: DecimalMark[] = chosen.decimal === undefined ? ['.', ','] : [chosen.decimal]
  const found =
    chosen.thousands === undefined ? decimalOptions.flatMap((decimal) => findThousands(columns, decimal)) : []
  const thousands = chosen.thousands ?? (found.length === 1 ? found[0]!.mark : null)
  const decimal = chosen.decimal ?? decideDecimal(columns, chosen.thousands, found)
  const decisions = [
    explainDecimal(columns, { decimal, thousands }, chosen.decimal !== undefined),
    explainThousands(columns, { decimal, thousands }, chosen.thousands !== undefined, found),
  ]
  return { decimal, thousands, decisions }
}

interface FoundThousands {
  readonly mark: ThousandsMark
  readonly decimal: DecimalMark
  readonly nColumns: number
}

function decideDecimal(
  columns: readonly Column[],
  thousands: ThousandsMark | null | undefined,
  found: readonly FoundThousands[],
): DecimalMark {
  if (thousands === ',') return '.'
  if (thousands === '.') return ','
  if (found.length === 1) return found[0]!.decimal
  let nComma = 0
  let nPoint = 0
  for (const { cells } of columns) {
    const allPoint = cells.every((cell) => isNumber(cell, '.', null))
    const allComma = cells.every((cell) => isNumber(cell, ',', null))
    if (allComma && !allPoint && cells.some((cell) => cell.includes(',') && !AMBIGUOUS.test(cell))) nComma++
    if (allPoint && !allComma) nPoint++
  }
  return nComma > nPoint ? ',' : '.'
}

function findThousands(columns: readonly Column[], decimal: DecimalMark): FoundThousands[] {
  // Most files have no grouped numbers at all: found out without reading any.
  const isMet = (mark: ThousandsMark) =>
    columns.some(({ cells }) => cells.some((cell) => cell.includes(mark) && NUMBERISH.test(cell.trim())))
  return MARKS.filter((mark) => mark !== decimal && isMet(mark)).flatMap((mark) => {
    const strong = columns.filter(({ cells }) => {
      const grouped = cells.filter((cell) => cell.trim().includes(mark))
      return (
        grouped.length > 0 &&
        grouped.every((cell) => isUnmistakable(cell, mark, decimal)) &&
        cells.every((cell) => isNumber(cell, decimal, mark))
      )
    })
    const isContradicted = columns.some(({ cells }) => cells.some((cell) => contradicts(cell, mark, decimal)))
    return strong.length > 0 && !isContradicted ? [{ mark, decimal, nColumns: strong.length }] : []
  })
}

/** Both marks, or the mark twice; blanks and apostrophes also stand in numbers that are names, so they need both marks. */
function isUnmistakable(cell: string, mark: ThousandsMark, decimal: DecimalMark): boolean {
  const nMarks = cell.trim().split(mark).length - 1
  return cell.includes(decimal) || (nMarks >= 2 && (mark === '.' || mark === ','))
}

/** A text of digits and one point or comma that is no number in this reading, but is one with the marks the other way round. */
function contradicts(cell: string, mark: ThousandsMark, decimal: DecimalMark): boolean {
  if (!/[.,]/.test(cell) || isNumber(cell, decimal, mark)) return false
  return isNumber(cell, decimal === '.' ? ',' : '.', null)
}

function isNumber(cell: string, decimal: DecimalMark, thousands: string | null): boolean {
  return parseNumber(cell, decimal, thousands).shape === 'number'
}

function explainDecimal(
  columns: readonly Column[],
  { decimal, thousands }: { decimal: DecimalMark; thousands: ThousandsMark | null },
  isChosen: boolean,
): ReadDecision {
  const value = nameMark(decimal)
  if (isChosen) return { what: 'decimal', value, confidence: 'chosen', reason: 'chosen' }
  const other = decimal === '.' ? ',' : '.'
  const count = (mark: DecimalMark) =>
    columns.filter(
      ({ cells }) =>
        cells.some((cell) => cell.includes(mark)) &&
        cells.every((cell) => isNumber(cell, mark, mark === decimal ? thousands : null)),
    ).length
  const nOwn = count(decimal)
  const nOther = count(other)
  if (nOwn === 0 && nOther === 0) {
    return { what: 'decimal', value, confidence: 'likely', reason: 'no column of numbers with fractions in the sample' }
  }
  const reason = `${nOwn === 1 ? '1 column is' : `${formatCount(nOwn)} columns are`} numbers with it, ${formatCount(nOther)} with the ${nameMark(other)}`
  return { what: 'decimal', value, confidence: nOther === 0 ? 'certain' : 'guess', reason }
}

/** Digits with a mark between groups of three. */
const GROUPED = /^\s*-?\d{1,3}(?:[.,' \u00a0\u202f]\d{3})+(?:[.,]\d+)?\s*$/

function explainThousands(
  columns: readonly Column[],
  format: { decimal: DecimalMark; thousands: ThousandsMark | null },
  isChosen: boolean,
  found: readonly FoundThousands[],
): ReadDecision {
  const { thousands } = format
  const value = thousands === null ? 'none' : nameMark(thousands)
  if (isChosen) return { what: 'thousands', value, confidence: 'chosen', reason: 'chosen' }
  if (thousands !== null) {
    const reason = `in ${formatCount(found[0]!.nColumns)} column${found[0]!.nColumns === 1 ? '' : 's'} every value that has it cannot be read otherwise, and none stands against it`
    return { what: 'thousands', value, confidence: 'likely', reason }
  }
  const doubtful = columns.filter(
    ({ cells }) =>
      cells.every((cell) => NUMBERISH.test(cell.trim()) || /^-?\d$/.test(cell.trim())) &&
      cells.some((cell) => MARKS.some((mark) => mark !== format.decimal && cell.trim().includes(mark))) &&
      cells.every((cell) =>
        MARKS.some((mark) => isNumber(cell, format.decimal, mark === format.decimal ? null : mark)),
      ),
  )
  if (doubtful.length === 0) {
    const isAny = columns.some(({ cells }) => cells.some((cell) => GROUPED.test(cell)))
    return isAny
      ? {
          what: 'thousands',
          value,
          confidence: 'likely',
          reason: 'some values have marks between groups of three digits, but no column is all numbers with them',
        }
      : {
          what: 'thousands',
          value,
          confidence: 'certain',
          reason: 'no values with marks between groups of three digits',
        }
  }
  const places = doubtful.slice(0, 5).map(({ index }) => index + 1)
  const reason = `column${places.length === 1 ? '' : 's'} ${places.join(', ')} would be numbers with a thousands mark, but could be read otherwise, and stay text: choose the mark if it is one`
  return { what: 'thousands', value, confidence: 'guess', reason }
}
