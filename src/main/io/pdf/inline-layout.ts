import { formatAgainst, formatFraction, formatNumber } from '../../../shared/format.ts'
import { VERDICT_WORDS } from '../../../shared/words.ts'
import type { Inline, RichText } from '../../core/pack/pack-document.ts'
import type { Verdict } from '../../core/pack/pack-governance.ts'
import { ACCENT, type FontName, MUTED, type TextStyle, VERDICT_COLORS } from './page-style.ts'
import type { Pen } from './pen.ts'

/** One stretch of a line in one style; `shape` is a verdict shape drawn as a vector. */
export interface Run {
  readonly text: string
  readonly font: FontName
  readonly size: number
  readonly color: string
  readonly x: number
  readonly width: number
  readonly shape: Verdict | null
}

export interface Line {
  readonly runs: readonly Run[]
  readonly width: number
}

/** How marks such as [E2] are printed: `marks` maps source ids to marks; sources in `silent` print none. */
export interface MarkContext {
  readonly marks: ReadonlyMap<string, string>
  readonly silent: ReadonlySet<string>
}

interface Token {
  readonly text: string
  readonly font: FontName
  readonly size: number
  readonly color: string
  readonly shape: Verdict | null
  /** May a line end before this token? */
  readonly canBreak: boolean
}

const SHAPE_WIDTH = 0.92

/** Breaks rich text into lines that fit a width. Texts longer than a line break inside words, marks stay with their number. */
export function layoutInline(text: RichText, style: TextStyle, width: number, pen: Pen, context: MarkContext): Line[] {
  const tokens = tokensOf(text, style, pen, context)
  const lines: Line[] = []
  let current: Token[] = []
  let used = 0
  for (const unit of unbreakableUnits(tokens)) {
    for (const piece of splitToFit(unit, width, pen)) {
      const needed = unitWidth(piece, pen)
      if (current.length > 0 && used + trimmedWidth(piece, pen) > width + 0.01) {
        lines.push(finishLine(current, pen))
        current = []
        used = 0
      }
      const kept = current.length === 0 ? withoutLeadingSpace(piece) : piece
      current.push(...kept)
      used += kept === piece ? needed : unitWidth(kept, pen)
    }
  }
  if (current.length > 0 || lines.length === 0) lines.push(finishLine(current, pen))
  return lines
}

/** Width on one line without any break. */
export function naturalWidth(text: RichText, style: TextStyle, pen: Pen, context: MarkContext): number {
  return finishLine(tokensOf(text, style, pen, context), pen).width
}

/** Width of the widest piece that should not be broken. */
export function minimumWidth(text: RichText, style: TextStyle, pen: Pen, context: MarkContext): number {
  return Math.max(0, ...unbreakableUnits(tokensOf(text, style, pen, context)).map((unit) => trimmedWidth(unit, pen)))
}

/** Draws a line with its first baseline at y. */
export function drawLine(line: Line, x: number, y: number, pen: Pen): void {
  for (const run of line.runs) {
    if (run.shape === null) pen.text(run.text, x + run.x, y, run)
    else drawShape(run.shape, x + run.x, y, run.size, pen)
  }
}

/** The text alone, for alternative texts and outlines. */
export function plainText(text: RichText): string {
  return text.map((inline) => (typeof inline === 'string' ? inline : inlineText(inline))).join('')
}

/** A verdict's shape in the height of a capital letter: circle, triangle, square, hollow diamond. */
export function drawShape(verdict: Verdict, x: number, baseline: number, size: number, pen: Pen): void {
  const { pdf } = pen
  const edge = size * 0.62
  const middle = baseline - size * 0.33
  const left = x + size * 0.05
  const color = VERDICT_COLORS[verdict]
  const half = edge / 2
  pdf.undash()
  switch (verdict) {
    case 'withinTolerance':
      pdf.circle(left + half, middle, half).fill(color)
      return
    case 'investigate':
      pdf.polygon([left, middle + half], [left + edge, middle + half], [left + half, middle - half]).fill(color)
      return
    case 'breach':
      pdf.rect(left, middle - half, edge, edge).fill(color)
      return
    case 'notAssessed':
      pdf
        .lineWidth(size * 0.085)
        .polygon([left, middle], [left + half, middle - half], [left + edge, middle], [left + half, middle + half])
        .stroke(color)
  }
}

function tokensOf(text: RichText, style: TextStyle, pen: Pen, context: MarkContext): Token[] {
  const tokens: Token[] = []
  const pending: string[] = []
  for (const inline of text) {
    tokens.push(...inlineTokens(inline, style, pen, context))
    for (const id of sourcesOf(inline)) {
      const mark = context.marks.get(id)
      if (mark !== undefined && !context.silent.has(id) && !pending.includes(mark)) pending.push(mark)
    }
  }
  if (pending.length === 0) return tokens
  const mark = { font: style.font, size: style.size * 0.76, color: ACCENT, shape: null }
  return [...tokens, ...pending.map((one) => ({ ...mark, text: ` [${one}]`, canBreak: false }))]
}

function sourcesOf(inline: Inline): string[] {
  return typeof inline === 'object' && 'evidenceId' in inline && inline.kind !== 'reference' ? [inline.evidenceId] : []
}

function inlineTokens(inline: Inline, style: TextStyle, pen: Pen, context: MarkContext): Token[] {
  const base = { font: style.font, size: style.size, color: style.color, shape: null }
  if (typeof inline === 'string') return words(pen.printable(inline), base)
  switch (inline.kind) {
    case 'strong':
      return words(pen.printable(inline.text), { ...base, font: 'semibold' })
    case 'muted':
      return words(pen.printable(inline.text), { ...base, color: MUTED })
    case 'code':
      return codeTokens(pen.printable(inline.text), { ...base, size: style.size * 0.95 })
    case 'reference':
      return [
        {
          ...base,
          text: `[${context.marks.get(inline.evidenceId) ?? inline.evidenceId}]`,
          size: style.size * 0.82,
          color: ACCENT,
          canBreak: false,
        },
      ]
    case 'verdict':
      return [
        { ...base, text: VERDICT_WORDS[inline.verdict].shape, shape: inline.verdict, canBreak: true },
        { ...base, text: ` ${VERDICT_WORDS[inline.verdict].word}`, canBreak: false },
      ]
    default:
      return words(inlineText(inline).replace('< ', '<\u00a0'), base)
  }
}

function inlineText(inline: Exclude<Inline, string>): string {
  switch (inline.kind) {
    case 'number':
      return numberText(inline)
    case 'fraction':
      return formatFraction(inline.part, inline.whole)
    case 'verdict':
      return `${VERDICT_WORDS[inline.verdict].shape} ${VERDICT_WORDS[inline.verdict].word}`
    case 'reference':
      return ''
    default:
      return inline.text
  }
}

function numberText(inline: Extract<Inline, { kind: 'number' }>): string {
  const print = (value: number | null) =>
    inline.limit === null ? formatNumber(value, inline.format) : formatAgainst(value, inline.format, inline.limit)
  if (inline.interval === null || inline.value === null) return print(inline.value)
  return `${print(inline.value)} [${print(inline.interval.lower)}, ${print(inline.interval.upper)}]`
}

/** A space leads the word after it, so that it vanishes at the start of a line; a space alone stays with what stands before. */
function words(text: string, base: Omit<Token, 'text' | 'canBreak'>): Token[] {
  return text
    .split(/(?= )|(?<=[/_,;–-])(?=[^\s\d,;])/)
    .filter((piece) => piece !== '')
    .map((piece) => ({ ...base, text: piece, canBreak: piece.trim() !== '' }))
}

/** Hashes and ids break after every eighth character. */
function codeTokens(text: string, base: Omit<Token, 'text' | 'canBreak'>): Token[] {
  return (text.match(/.{1,8}/gu) ?? []).map((piece) => ({ ...base, text: piece, canBreak: true }))
}

function unbreakableUnits(tokens: readonly Token[]): Token[][] {
  const units: Token[][] = []
  for (const token of tokens) {
    const last = units[units.length - 1]
    if (last === undefined || token.canBreak) units.push([token])
    else last.push(token)
  }
  return units
}

/** A word wider than the whole line is cut into pieces that fit. */
function splitToFit(unit: readonly Token[], width: number, pen: Pen): Token[][] {
  const [only] = unit
  if (unit.length !== 1 || only === undefined || only.shape !== null || trimmedWidth(unit, pen) <= width)
    return [[...unit]]
  const pieces: Token[][] = []
  let text = ''
  for (const letter of only.text) {
    if (text.trim() !== '' && pen.width(text + letter, only.font, only.size) > width) {
      pieces.push([{ ...only, text }])
      text = ''
    }
    text += letter
  }
  pieces.push([{ ...only, text }])
  return pieces
}

function withoutLeadingSpace(unit: readonly Token[]): Token[] {
  const [first, ...rest] = unit
  if (first === undefined) return []
  const text = first.text.replace(/^ +/, '')
  return text === '' && first.shape === null ? rest : [{ ...first, text }, ...rest]
}

function trimmedWidth(unit: readonly Token[], pen: Pen): number {
  return unitWidth(withoutLeadingSpace(unit), pen)
}

function unitWidth(unit: readonly Token[], pen: Pen): number {
  return unit.reduce((sum, token) => sum + tokenWidth(token, pen), 0)
}

function tokenWidth(token: Token, pen: Pen): number {
  return token.shape === null ? pen.width(token.text, token.font, token.size) : token.size * SHAPE_WIDTH
}

/** Joins neighbours of one style into runs, so that a line is drawn and read as whole phrases. */
function finishLine(tokens: readonly Token[], pen: Pen): Line {
  const runs: Run[] = []
  let x = 0
  for (const token of tokens) {
    const last = runs[runs.length - 1]
    const isSame =
      last !== undefined &&
      last.shape === null &&
      token.shape === null &&
      last.font === token.font &&
      last.size === token.size &&
      last.color === token.color
    if (isSame) {
      const text = last.text + token.text
      const width = pen.width(text, last.font, last.size)
      runs[runs.length - 1] = { ...last, text, width }
      x = last.x + width
    } else {
      const width = tokenWidth(token, pen)
      runs.push({
        text: token.text,
        font: token.font,
        size: token.size,
        color: token.color,
        x,
        width,
        shape: token.shape,
      })
      x += width
    }
  }
  const last = runs[runs.length - 1]
  if (last === undefined || last.shape !== null) return { runs, width: x }
  const text = last.text.replace(/ +$/, '')
  const width = pen.width(text, last.font, last.size)
  return { runs: [...runs.slice(0, -1), { ...last, text, width }], width: last.x + width }
}
