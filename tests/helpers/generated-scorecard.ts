import fc from 'fast-check'
import { binLabel } from '../../src/main/core/binning/bin-label.ts'
import type { BinDefinition, BinnedVariable } from '../../src/main/core/binning/binned-variable.ts'
import { scalingConstants } from '../../src/main/core/scorecard/scaling.ts'
import type {
  Calibration,
  Characteristic,
  Scaling,
  ScorecardModel,
} from '../../src/main/core/scorecard/scorecard-model.ts'

/** What generated scorecards may have besides bins. */
export interface GeneratedFeatures {
  /** Straight lines within bins of numbers (only with points that are not rounded). */
  readonly lines?: boolean
  readonly calibration?: boolean
}

/** Column names that break out of whatever is quoted carelessly; distinct without regard to case. */
export const ODD_NAMES: readonly string[] = [
  'age',
  'select',
  'a"b',
  "o'brien",
  'x"; DROP TABLE t; --',
  'a`b',
  'a]b[c',
  'größe',
  '列',
  ' padded ',
  'a.b',
  'back\\slash',
  'new\nline',
  '*/ comment /*',
  '$$',
  '%s',
  '{{name}}',
  '__proto__',
  '-- x',
  '<tag attr="1">&amp;',
  ':variable',
  '?',
  '1st',
  '😀',
  'constructor',
]

/** Texts that engines compare, trim or read in their own ways. */
export const ODD_LEVELS: readonly string[] = [
  'A',
  'a',
  'A ',
  ' A',
  'a ',
  '',
  ' ',
  "O'Neil",
  "''",
  '"quoted"',
  '\\',
  'a\\nb',
  'a\nb',
  'a\r\nb',
  'tab\tstop',
  'NULL',
  'null',
  'NaN',
  'missing',
  'true',
  '1',
  '1.0',
  '01',
  '1e0',
  '%',
  '_',
  'straße',
  'STRASSE',
  'é',
  'e\u0301',
  '日本語',
  '😀',
  '\u00a0',
  'A\u200b',
  '; DROP TABLE x; --',
  ':name',
  '$1',
  '{{x}}',
  '&amp;',
  '<b>',
  ']]>',
  'A, B',
  '∞',
]

const CONTROL = /\p{C}/u

const names = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...ODD_NAMES) },
  {
    weight: 1,
    arbitrary: fc.string({ minLength: 1, maxLength: 15, unit: 'grapheme' }).filter((name) => isPlain(name, 63)),
  },
)

const levels = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ODD_LEVELS) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12, unit: 'grapheme' }).filter((level) => isPlain(level, 200)) },
)

const edges = fc.oneof(
  fc.integer({ min: -1000, max: 1_000_000 }),
  fc.integer({ min: -100_000, max: 100_000 }).map((n) => n / 100),
  fc.constantFrom(0, 0.1, 0.3, 0.1 + 0.2, 1e15 + 0.5, 2 ** 53, -(2 ** 53), 1e-7, 5e-324, 1e22, 123456789.12345679),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)

/** A sound scorecard over odd names, odd texts and awkward edges; its counts and statistics mean nothing. */
export function generatedScorecard(features: GeneratedFeatures = {}): fc.Arbitrary<ScorecardModel> {
  const scaling: fc.Arbitrary<Scaling> = fc.record({
    targetPoints: fc.integer({ min: 0, max: 1000 }),
    targetOdds: fc.integer({ min: 1, max: 100 }),
    pointsToDoubleOdds: fc.integer({ min: 5, max: 100 }),
    rounding: fc.constantFrom('integer' as const, 'none' as const),
  })
  return scaling.chain((scale) =>
    fc
      .record({
        parts: fc
          .uniqueArray(names, { minLength: 1, maxLength: 6, selector: (name) => name.toLowerCase() })
          .chain((list) => fc.tuple(...list.map((name) => part(name, scale, features)))),
        calibration:
          features.calibration === true ? fc.option(calibrations, { nil: undefined }) : fc.constant(undefined),
      })
      .map(({ parts, calibration }): ScorecardModel => {
        const model: ScorecardModel = {
          kind: 'scorecardModel',
          formatVersion: 1,
          target: { column: 'assayed default', eventValue: '1' },
          ...scalingConstants(scale),
          scaling: scale,
          variables: parts.map(({ variable }) => variable),
          characteristics: parts.map(({ characteristic }) => characteristic),
          intercept: -1.5,
          developmentEventRate: 0.2,
        }
        return calibration === undefined ? model : { ...model, calibration }
      }),
  )
}

interface Part {
  readonly variable: BinnedVariable
  readonly characteristic: Characteristic
}

function part(name: string, scaling: Scaling, features: GeneratedFeatures): fc.Arbitrary<Part> {
  const numeric = numericDefinitions().map((definitions) => ({ type: 'numeric' as const, definitions }))
  const text = textDefinitions().map((definitions) => ({ type: 'text' as const, definitions }))
  return fc.oneof(numeric, text).chain(({ type, definitions }) => {
    const points = fc.array(pointsOf(scaling), { minLength: definitions.length, maxLength: definitions.length })
    const hasLine = type === 'numeric' && features.lines === true && scaling.rounding === 'none'
    return fc.record({ points, line: hasLine ? fc.option(lines, { nil: null }) : fc.constant(null) }).map((drawn) => ({
      variable: variableOf(name, type, definitions),
      characteristic: characteristicOf(name, type, definitions, drawn.points, drawn.line),
    }))
  })
}

const lines = fc.record({
  slope: fc.double({ noNaN: true, min: -3, max: 3 }).map(tame),
  range: fc
    .tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.double({ noNaN: true, min: 0.001, max: 1e6 }))
    .map(([minimum, width]) => ({ minimum: minimum + 0, maximum: minimum + width })),
})

/** No negative zero, and nothing that only exists below 10^−100: a model has points and slopes of a human size. */
function tame(value: number): number {
  return Math.abs(value) < 1e-100 ? 0 : value
}

function pointsOf({ rounding }: Scaling): fc.Arbitrary<number> {
  return rounding === 'integer'
    ? fc.integer({ min: -300, max: 300 })
    : fc.double({ noNaN: true, min: -300, max: 300 }).map(tame)
}

function numericDefinitions(): fc.Arbitrary<BinDefinition[]> {
  const codes = fc.oneof(fc.constantFrom(-999, -1, 0, 99, 0.1, 9_999_999), edges)
  return fc
    .record({
      splits: fc.uniqueArray(edges, { maxLength: 8, selector: (edge) => edge + 0 }),
      codes: fc.uniqueArray(codes, { maxLength: 3, selector: (code) => code + 0 }),
      areCodesPooled: fc.boolean(),
    })
    .map(({ splits, codes: special, areCodesPooled }) => {
      const inner = splits.map((edge) => edge + 0).sort((a, b) => a - b)
      const texts = special.map((code) => String(code + 0))
      const bins: BinDefinition[] = [...inner, null].map((upper, i) => ({
        kind: 'interval',
        lower: inner[i - 1] ?? null,
        upper,
      }))
      if (areCodesPooled && texts.length > 0) bins.push({ kind: 'special', codes: texts })
      else for (const text of texts) bins.push({ kind: 'special', codes: [text] })
      return [...bins, { kind: 'missing' }]
    })
}

function textDefinitions(): fc.Arbitrary<BinDefinition[]> {
  return fc
    .record({
      texts: fc.uniqueArray(levels, { minLength: 1, maxLength: 14 }),
      groups: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 14, maxLength: 14 }),
    })
    .map(({ texts, groups }) => {
      const bins: BinDefinition[] = []
      for (const group of [0, 1, 2]) {
        const inGroup = texts.filter((_, i) => groups[i] === group)
        if (inGroup.length > 0) bins.push({ kind: 'levels', levels: inGroup })
      }
      const special = texts.filter((_, i) => groups[i] === 3)
      if (special.length > 0) bins.push({ kind: 'special', codes: special })
      return [...bins, { kind: 'missing' }, { kind: 'unseen' }]
    })
}

const parameter = fc.double({ noNaN: true, min: -2, max: 2 }).map(tame)
const calibrations: fc.Arbitrary<Calibration> = fc.oneof(
  fc.record({ method: fc.constant('platt' as const), intercept: parameter, slope: parameter }),
  fc.record({ method: fc.constant('shift' as const), intercept: parameter }),
  fc.record({
    method: fc.constant('beta' as const),
    a: fc.double({ noNaN: true, min: 0, max: 3 }).map(tame),
    b: fc.double({ noNaN: true, min: 0, max: 3 }).map(tame),
    c: parameter,
  }),
  fc
    .uniqueArray(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 30 })
    .chain((grid) =>
      fc.tuple(
        fc.constant(grid),
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: grid.length, maxLength: grid.length }),
      ),
    )
    .map(([grid, values]) => {
      const ascending = [...values].sort((a, b) => a - b)
      const knots = [...grid]
        .sort((a, b) => a - b)
        .map((n, i) => ({ probability: n / 100, calibrated: ascending[i]! / 1000 }))
      return { method: 'isotonic' as const, knots }
    }),
)

function variableOf(name: string, type: 'numeric' | 'text', definitions: readonly BinDefinition[]): BinnedVariable {
  const bins = definitions.map((definition) => ({
    definition,
    label: binLabel(definition, type),
    count: 10,
    share: 1 / definitions.length,
    events: 2,
    nonEvents: 8,
    eventRate: 0.2,
    woe: 0,
    informationValue: 0,
    isAdjusted: false,
  }))
  return {
    kind: 'binnedVariable',
    name,
    type,
    trend: 'none',
    splits: definitions.flatMap((one) => (one.kind === 'interval' && one.lower !== null ? [one.lower] : [])),
    bins,
    informationValue: 0.1,
    gini: null,
    ksStatistic: null,
    cramersV: null,
    isMonotone: false,
    zeroCellRule: 'none',
  }
}

function characteristicOf(
  name: string,
  type: 'numeric' | 'text',
  definitions: readonly BinDefinition[],
  points: readonly number[],
  line: { readonly slope: number; readonly range: { readonly minimum: number; readonly maximum: number } } | null,
): Characteristic {
  const attributes = definitions.map((definition, bin) => {
    const attribute = { bin, label: binLabel(definition, type), points: points[bin]! }
    return line !== null && definition.kind === 'interval' ? { ...attribute, pointsPerUnit: line.slope } : attribute
  })
  const characteristic: Characteristic = {
    name,
    description: null,
    coefficient: -1,
    attributes,
    meanPoints: 0,
    maximumPoints: Math.max(...points),
    minimumPoints: Math.min(...points),
  }
  return line === null ? characteristic : { ...characteristic, range: line.range }
}

/** Without control characters, which neither XML nor most consoles carry; short enough for every engine. */
function isPlain(text: string, maxBytes: number): boolean {
  return !CONTROL.test(text) && Buffer.byteLength(text) <= maxBytes && !text.toLowerCase().startsWith('assay')
}
