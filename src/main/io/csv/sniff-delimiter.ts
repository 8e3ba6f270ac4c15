import type { ReadDecision, ReadOptions } from '../../../shared/contract/index.ts'
import { formatCount, nameMark, percent } from './decision-words.ts'
import { COMMENT_MARKS, type CsvSample, type MeasuredDialect, measureDialect } from './measure-dialect.ts'
import type { RecordDialect } from './record-dialect.ts'

export interface SniffedRecords {
  readonly dialect: MeasuredDialect
  readonly decisions: readonly ReadDecision[]
}

const DELIMITERS = [',', ', ', ';', '\t', '|'] as const
/** Marks that also stand inside values: taken only if every line has just as many, and nothing better is found. */
const RARE_DELIMITERS = [' ', ':', '^', '~'] as const
/** Share of lines of one width below which a delimiter is not believed before the rare ones are tried. */
const MIN_SHARE = 0.5
/** A second reading is doubtful company if this share of lines has one width in it, and its score is this share of the best. */
const RIVAL_SHARE = 0.9
const RIVAL_SCORE = 0.8

/**
 * Chooses delimiter, quote, escape, comment mark and lines to skip: those that cut the sample into the most regular table.
 * Apostrophes are taken for quotes only if there are no double quotes at all; a table of one column has a comma for its delimiter.
 */
export function sniffRecordDialect(sample: CsvSample, options: ReadOptions): SniffedRecords {
  const isReturnLineEnd = !sample.bytes.includes(0x0a) && sample.bytes.includes(0x0d)
  const measure = (dialect: Omit<RecordDialect, 'isReturnLineEnd'>) =>
    measureDialect(sample, { ...dialect, isReturnLineEnd }, options.skipLines)
  const tried = candidateMarks(sample, options, options.delimiter === undefined ? DELIMITERS : [options.delimiter])
    .map(measure)
    .filter(isAdmissible)
  let tables = options.delimiter === undefined ? tried.filter(({ width }) => width > 1) : tried
  let isRare = false
  if (options.delimiter === undefined && !tables.some(isBelievable)) {
    const rare = candidateMarks(sample, options, RARE_DELIMITERS).map(measure).filter(isUniform)
    isRare = rare.length > 0
    if (isRare) tables = rare
  }
  const best = tables.reduce<MeasuredDialect | undefined>(
    (a, b) => (a === undefined || isBetter(b, a) ? b : a),
    undefined,
  )
  const dialect = best ?? tried[0]!
  return { dialect, decisions: explain(dialect, tables, options, isRare) }
}

function candidateMarks(sample: CsvSample, options: ReadOptions, delimiters: readonly string[]) {
  const text = Buffer.from(sample.bytes.buffer, sample.bytes.byteOffset, sample.bytes.length)
  const quotes = options.quote !== undefined ? [options.quote] : text.includes('"') ? ['"'] : ['"', "'"]
  const comments = options.comment !== undefined ? [options.comment] : [null, ...COMMENT_MARKS.filter(beginsLine)]
  return quotes.flatMap((quote) => {
    const escapes: RecordDialect['escape'][] =
      options.escape !== undefined
        ? [options.escape]
        : text.includes(`\\${quote}`)
          ? ['double', 'backslash']
          : ['double']
    return delimiters
      .filter((delimiter) => !delimiter.includes(quote))
      .flatMap((delimiter) =>
        escapes.flatMap((kind) => comments.map((comment) => ({ delimiter, quote, escape: kind, comment }))),
      )
  })

  function beginsLine(mark: string): boolean {
    return text.indexOf(mark) === 0 || text.includes(`\n${mark}`) || text.includes(`\r${mark}`)
  }
}

/** A sign begins comments only if no row of the table begins with it. */
function isAdmissible(candidate: MeasuredDialect, _: number, all: readonly MeasuredDialect[]): boolean {
  if (candidate.comment === null || all.every(({ comment }) => comment !== null)) return true
  if (candidate.nComments === 0) return false
  const plain = all.find(
    (other) =>
      other.comment === null &&
      other.delimiter === candidate.delimiter &&
      other.quote === candidate.quote &&
      other.escape === candidate.escape,
  )
  return candidate.width > 1 && (plain === undefined || plain.isBroken || plain.nMarkedRows === 0)
}

function isBelievable({ isBroken, nOfWidth, nRecords }: MeasuredDialect): boolean {
  return !isBroken && nOfWidth >= MIN_SHARE * nRecords
}

function isUniform({ isBroken, delimiter, width, nOfWidth, nRecords, rows, skipLines }: MeasuredDialect): boolean {
  if (isBroken || nOfWidth !== nRecords || nRecords < 2 || skipLines > 0) return false
  if (delimiter === ' ') return width >= 3
  // Times of day are no tables.
  const isTime = (row: readonly string[]) => row.slice(1).every((cell) => /^\d\d\b/.test(cell))
  return width >= 2 && !(delimiter === ':' && rows.slice(1).every(isTime))
}

/** Comma and blank wins over comma alone only where every comma is followed by a blank: then both cut alike. */
function isBetter(a: MeasuredDialect, b: MeasuredDialect): boolean {
  if (a.isBroken !== b.isBroken) return b.isBroken
  if (Math.abs(a.score - b.score) > 1e-9) return a.score > b.score
  if (a.skipLines !== b.skipLines) return a.skipLines < b.skipLines
  return a.width > b.width
}

function explain(
  best: MeasuredDialect,
  tables: readonly MeasuredDialect[],
  options: ReadOptions,
  isRare: boolean,
): ReadDecision[] {
  const decisions = [explainDelimiter(best, tables, options, isRare)]
  const add = (
    what: string,
    value: string,
    isChosen: boolean,
    confidence: ReadDecision['confidence'],
    reason: string,
  ) =>
    decisions.push({ what, value, confidence: isChosen ? 'chosen' : confidence, reason: isChosen ? 'chosen' : reason })
  const isApostrophe = best.quote === "'"
  add(
    'quote',
    nameMark(best.quote),
    options.quote !== undefined,
    isApostrophe ? 'likely' : 'certain',
    isApostrophe ? 'no double quotes in the sample, and cells stand between apostrophes' : 'the usual mark',
  )
  const isBackslash = best.escape === 'backslash'
  add(
    'escape',
    isBackslash ? 'a backslash before the quote' : 'the quote doubled',
    options.escape !== undefined,
    isBackslash ? 'likely' : 'certain',
    isBackslash ? 'read with doubled quotes, the sample is broken or less regular' : 'the usual way',
  )
  add(
    'skipLines',
    String(best.skipLines),
    options.skipLines !== undefined,
    best.skipLines > 0 ? 'likely' : 'certain',
    best.skipLines > 0
      ? `the lines before line ${best.skipLines + 1} have fewer cells than the ${best.width} of most lines`
      : 'the first line has the cells of a table',
  )
  add(
    'comment',
    best.comment === null ? 'none' : nameMark(best.comment),
    options.comment !== undefined,
    best.comment === null ? 'certain' : 'likely',
    best.comment === null
      ? 'no lines that begin with a mark and have other cells than the table'
      : `${formatCount(best.nComments)} sampled lines begin so, and none of them has the cells of the table`,
  )
  return decisions
}

function explainDelimiter(
  best: MeasuredDialect,
  tables: readonly MeasuredDialect[],
  options: ReadOptions,
  isRare: boolean,
): ReadDecision {
  const figures = `${formatCount(best.nOfWidth)} of ${formatCount(best.nRecords)} sampled lines have ${best.width} cell${best.width === 1 ? '' : 's'} with it`
  const value = nameMark(best.delimiter)
  if (options.delimiter !== undefined)
    return { what: 'delimiter', value, confidence: 'chosen', reason: `chosen; ${figures}` }
  if (best.width === 1) {
    const reason = 'no mark cuts the lines into several cells: a table of one column'
    return { what: 'delimiter', value, confidence: 'likely', reason }
  }
  const rival = tables
    .filter((other) => other.delimiter.trim() !== best.delimiter.trim() && !other.isBroken)
    .sort((a, b) => b.score - a.score)[0]
  if (rival === undefined) {
    const confidence = isRare || best.nOfWidth < best.nRecords ? 'likely' : 'certain'
    return { what: 'delimiter', value, confidence, reason: `${figures}; no other mark cuts the lines` }
  }
  const isRegular =
    rival.nRecords > 1 && rival.skipLines === best.skipLines && rival.nOfWidth >= RIVAL_SHARE * rival.nRecords
  const isRival = isRegular && (rival.score >= RIVAL_SCORE * best.score || best.cleanShare < RIVAL_SHARE)
  return {
    what: 'delimiter',
    value,
    confidence: isRival ? 'guess' : best.nOfWidth < best.nRecords ? 'likely' : 'certain',
    reason: `${figures}; the next best, ${nameMark(rival.delimiter)}, has ${rival.width} cells in ${percent(rival.nOfWidth, rival.nRecords)} of them${isRival ? ': choose if that is right' : ''}`,
  }
}
