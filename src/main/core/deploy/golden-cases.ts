import { isDateFormat } from '../calendar/date-format.ts'
import { printDate } from '../calendar/print-date.ts'
import { constantOf } from '../expression/check-call.ts'
import { type Expression, partsOf } from '../expression/expression.ts'
import { parseExpression } from '../expression/parse-expression.ts'
import { compileModel } from '../model/compile-model.ts'
import type { CreditModel } from '../model/credit-model.ts'
import { createRandom } from '../random/seeded-random.ts'
import { compileCaseReader, type ModelInput, modelInputs } from '../scorecard/model-inputs.ts'
import type { ScorecardModel } from '../scorecard/scorecard-model.ts'
import { expressionOfStep } from '../steps/step.ts'
import { nextAbove, nextBelow } from './neighbours.ts'

/** A value of a case; null is missing. */
export type CaseValue = number | string | null

/** One case for a model: values in the order of `modelInputs(model)`. */
export interface GoldenCase {
  readonly values: readonly CaseValue[]
}

/** What the engine makes of cases; arrays of shape (nCases,). */
export interface ExpectedScores {
  readonly points: Float64Array
  readonly probability: Float64Array
}

/** How many golden cases there are. */
export interface GoldenOptions {
  /** Cases drawn at random from the values of all inputs. */
  readonly nRandom: number
  readonly seed: number
  /** Levels of one input that are tried, each bin at least once. */
  readonly maxLevels: number
}

const DEFAULTS: GoldenOptions = { nRandom: 500, seed: 20_260_101, maxLevels: 200 }
/** A text no file holds by accident. */
const UNSEEN = 'assay: not a level'

/**
 * Cases at which a translation of the scorecard is most likely to go wrong: every edge of every bin, the next double below and
 * above it, a value inside each bin, very large values, zero with either sign, missing, every special code and its neighbours,
 * the levels, an unseen level, the empty text, and levels in other letters or with a blank at the end. Each is put into a case that is
 * ordinary otherwise; then come cases that mix them at random. Inputs of derived characteristics also get the numbers and texts that
 * their expressions name.
 *
 * @param model - scorecard as plain data
 * @param options - how many
 * @returns distinct cases, always the same for one model
 */
export function goldenCases(model: ScorecardModel, options: Partial<GoldenOptions> = {}): readonly GoldenCase[] {
  const { nRandom, seed, maxLevels } = { ...DEFAULTS, ...options }
  const inputs = modelInputs(model)
  const written = writtenConstants(model)
  const pools = inputs.map((input) => valuesOf(input, model, written, maxLevels))
  const base = pools.map((pool) => pool.base)
  const cases = new Map<string, GoldenCase>()
  const add = (values: readonly CaseValue[]): void => {
    const key = JSON.stringify(values.map((value) => (Object.is(value, -0) ? '-0' : [value])))
    if (!cases.has(key)) cases.set(key, { values })
  }
  add(base)
  add(inputs.map(() => null))
  pools.forEach(({ values }, j) => {
    for (const value of values) add(base.map((one, k) => (k === j ? value : one)))
  })
  const random = createRandom(seed)
  for (let i = 0; i < nRandom; i++) {
    add(pools.map(({ values }) => values[random.nextBelow(values.length)]!))
  }
  return [...cases.values()]
}

/**
 * What the engine makes of cases: the expectation every translation is held to.
 *
 * @param cases - values in the order of `modelInputs(model)`
 */
export function expectedScores(model: CreditModel, cases: readonly GoldenCase[]): ExpectedScores {
  const names = modelInputs(model).map(({ name }) => name)
  const place = new Map(names.map((name, j) => [name, j]))
  const reader = compileCaseReader(model, (name) => place.has(name))
  const { scoreValues } = compileModel(model)
  const points = new Float64Array(cases.length)
  const probability = new Float64Array(cases.length)
  cases.forEach(({ values }, i) => {
    const scored = scoreValues(reader.values((name) => values[place.get(name)!]!))
    points[i] = scored.points
    probability[i] = scored.probability
  })
  return { points, probability }
}

/** Values of one input: one that is ordinary, and all that are tried. */
export interface Pool {
  readonly base: CaseValue
  readonly values: readonly CaseValue[]
}

/** What expressions name. */
export interface Constants {
  readonly numbers: readonly number[]
  readonly texts: readonly string[]
}

function valuesOf(input: ModelInput, model: ScorecardModel, written: Constants, maxLevels: number): Pool {
  if (input.type === 'date') return dateValues(input)
  const own = model.variables.find(({ name, type }) => name === input.name && type === input.type)
  const isDerived = model.preprocessing !== undefined
  if (input.type === 'text') {
    const others = isDerived ? written.texts : []
    return textValues(own === undefined ? [] : levelsByBin(own), others, maxLevels)
  }
  const variables = own !== undefined && !isDerived ? [own] : model.variables.filter(({ type }) => type === 'numeric')
  const marks = variables.flatMap(({ bins }) => bins.flatMap(({ definition }) => marksOf(definition)))
  const ranges = model.characteristics.flatMap(({ range }) =>
    range === undefined ? [] : [range.minimum, range.maximum],
  )
  return numberValues([...marks, ...ranges, ...(isDerived ? written.numbers : [])], isDerived)
}

type Definition = ScorecardModel['variables'][number]['bins'][number]['definition']

function marksOf(definition: Definition): number[] {
  if (definition.kind === 'interval') return definition.lower === null ? [] : [definition.lower]
  return definition.kind === 'special' ? definition.codes.map(Number).filter(Number.isFinite) : []
}

function levelsByBin({ bins }: ScorecardModel['variables'][number]): string[][] {
  return bins.map(({ definition }) =>
    definition.kind === 'levels' ? definition.levels : definition.kind === 'special' ? definition.codes : [],
  )
}

/** Derived values are computed from these: they stay away from the ends of the range, where some databases raise errors. */
function numberValues(marks: readonly number[], isDerived: boolean): Pool {
  const sorted = [...new Set(marks.map((mark) => mark + 0))].sort((a, b) => a - b)
  const values = new Set<number>(sorted)
  sorted.forEach((mark, i) => {
    values.add(nextBelow(mark)).add(nextAbove(mark))
    const next = sorted[i + 1]
    if (next !== undefined) values.add(mark / 2 + next / 2)
  })
  const first = sorted[0] ?? 0
  const last = sorted.at(-1) ?? 0
  for (const extra of [first - 1, last + 1, 0, 1, -1, 0.5, 1e15, -1e15]) values.add(extra)
  if (!isDerived) values.add(Number.MAX_VALUE).add(-Number.MAX_VALUE)
  const kept = [...values].filter(
    (value) =>
      Number.isFinite(value) && (!isDerived || value === 0 || (Math.abs(value) > 1e-100 && Math.abs(value) < 1e100)),
  )
  return { base: first - 1, values: [...kept, -0, null] }
}

function textValues(bins: readonly (readonly string[])[], others: readonly string[], maxLevels: number): Pool {
  const levels: string[] = []
  const longest = Math.max(0, ...bins.map((bin) => bin.length))
  for (let i = 0; i < longest && levels.length < maxLevels; i++) {
    for (const bin of bins) if (bin[i] !== undefined && levels.length < maxLevels) levels.push(bin[i]!)
  }
  const texts = new Set<string>([...levels, ...others.slice(0, maxLevels)])
  for (const text of [...texts].slice(0, 50)) {
    for (const variant of [`${text} `, ` ${text}`, text.toUpperCase(), text.toLowerCase(), `${text}\n`])
      texts.add(variant)
  }
  for (const odd of [UNSEEN, '', ' ', "it's", '"', '\\', 'a\nb', 'é', '日本', '😀', 'NULL', '0']) texts.add(odd)
  return { base: levels[0] ?? others[0] ?? UNSEEN, values: [...texts, null] }
}

/** Days worth trying of a column of dates, in its format. */
export function dateValues({ dateFormat }: ModelInput): Pool {
  const format = dateFormat !== null && isDateFormat(dateFormat) ? dateFormat : 'YYYY-MM-DD'
  const days = [0, 10_956, 11_016, 18_262, 18_321, 18_322, 19_722, -25_567]
  const texts = days.map((day) => printDate(day, format)!)
  return { base: texts[3]!, values: [...texts, 'no date', null] }
}

/** Numbers and texts written in the expressions of the model. */
export function writtenConstants(model: CreditModel): Constants {
  const numbers = new Set<number>()
  const texts = new Set<string>()
  const open: Expression[] = (model.preprocessing?.steps ?? []).map((step) => parseExpression(expressionOfStep(step)!))
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    if (part.kind === 'text') texts.add(part.value)
    const value = constantOf(part)
    if (!Number.isNaN(value)) numbers.add(value)
    open.push(...partsOf(part))
  }
  return { numbers: [...numbers], texts: [...texts] }
}
