import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { type CaseValue, goldenCases } from '../../../../src/main/core/deploy/golden-cases.ts'
import { nextAbove } from '../../../../src/main/core/deploy/neighbours.ts'
import { scorecardPmml } from '../../../../src/main/core/deploy/pmml/scorecard-pmml.ts'
import { explainCase } from '../../../../src/main/core/explain/explain-case.ts'
import { modelInputs } from '../../../../src/main/core/scorecard/model-inputs.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { readPmml } from '../../../../src/main/io/pmml/read-pmml.ts'
import { AppError } from '../../../../src/shared/errors.ts'
import { generatedScorecard } from '../../../helpers/generated-scorecard.ts'
import { pmmlEvaluator } from '../../../helpers/pmml-evaluator.ts'

const HEADER = { name: 'Generated', version: 1, contentHash: '0'.repeat(64), codeVersion: '0.0.0' }
const fixture = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../fixtures/pmml', name), 'utf8')
const sample = fixture('department-age-income.pmml')
const treated = fixture('codes-and-treatments.pmml')

test('Assay’s own file scores as the model it was written from, PD and means included', () => {
  fc.assert(
    fc.property(generatedScorecard({ lines: true, calibration: true }), (model) => {
      const read = readPmml(scorecardPmml(model, HEADER).text)
      expect(read).toMatchObject({ isOwn: true, scale: 'file', name: 'Generated', target: model.target })
      expect(read.model.characteristics.map(({ meanPoints }) => meanPoints)).toEqual(
        model.characteristics.map(({ meanPoints }) => meanPoints),
      )
      const before = compileScorecard(model)
      const after = compileScorecard(read.model)
      for (const { values } of goldenCases(model, { nRandom: 40 })) {
        const { points, probability } = after.scoreValues(values)
        const expected = before.scoreValues(values)
        expect([points, probability]).toEqual([expected.points, expected.probability])
      }
    }),
    { numRuns: 150, endOnFailure: true },
  )
}, 120_000)

describe('files of other makers', () => {
  it('turns closed upper ends into exact open ones', () => {
    const { model, notes } = readPmml(sample)
    const age = model.variables[1]!
    expect(age.splits).toEqual([nextAbove(18), nextAbove(29), nextAbove(39)])
    expect(age.bins.map(({ definition }) => definition.kind)).toEqual([...Array(4).fill('interval'), 'missing'])
    const points = pointsOf(model, 1)
    expect(points([18, nextAbove(18), 29, nextAbove(29), 39, nextAbove(39), null])).toEqual([-3, 0, 0, 12, 12, 18, -1])
    expect(notes).toContain('The initial score of 100 is part of the points of "department".')
    expect(pointsOf(model, 0)(['marketing', 'the "lab"', 'business unit', 'else', '', null])).toEqual([
      119, 103, 103, 100, 100, 91,
    ])
  })

  it('scores as the evaluator does, cell by cell', () => {
    for (const text of [sample, treated]) {
      const { model } = readPmml(text)
      const evaluator = pmmlEvaluator(text.includes('<Output>') ? text : withOutput(text))
      const { scoreValues } = compileScorecard(model)
      const names = modelInputs(model).map(({ name }) => name)
      // Lines without caps are capped at 8e307.
      const cases = goldenCases(model).filter(({ values }) => values.every((one) => !(Math.abs(Number(one)) > 8e307)))
      for (const { values } of cases) {
        const out = evaluator.evaluate(new Map(names.map((name, j) => [name, values[j]!])))
        const wanted = Number([...out.values()][0])
        expect(Math.abs(scoreValues(values).points - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted))
      }
    }
  })

  it('keeps baselines: reasons are those of the file', () => {
    const { model } = readPmml(sample)
    const evaluator = pmmlEvaluator(sample)
    const values: CaseValue[] = ['engineering', 20, 1200]
    const out = evaluator.evaluate(
      new Map<string, CaseValue>([
        ['department', 'engineering'],
        ['age', 20],
        ['income', 1200],
      ]),
    )
    expect(out.get('Reason 1')).toBe('RC2')
    expect(
      explainCase(model, values, { maxReasons: 3, row: 0, outcome: null }).reasons.map(({ code }) => code),
    ).toEqual(['R02', 'R01'])
  })

  it('reads special codes, values that mean missing, replacements, overlaps and declared values', () => {
    const { model, notes, scale, target, name } = readPmml(treated)
    expect({ scale, target, name }).toEqual({ scale: 'assumed', target: null, name: null })
    const [delinquencies, tenure] = model.variables
    expect(delinquencies!.bins.map(({ definition }) => definition)).toEqual([
      { kind: 'interval', lower: null, upper: null },
      { kind: 'special', codes: ['0'] },
      { kind: 'special', codes: ['1', '2'] },
      { kind: 'missing' },
    ])
    expect(pointsOf(model, 0)([0, 1, 2, 3, -9, 0.5, null])).toEqual([20, 8, 8, -4, -4, -4, -4])
    expect(tenure!.splits).toEqual([2, 10])
    expect(pointsOf(model, 1)([1, 2, 6, 10, null])).toEqual([1, 9, 9, 14, 9])
    expect(pointsOf(model, 2)(['own', 'rent', 'squat', null])).toEqual([12, 5, 2, 2])
    expect(model.characteristics.map(({ meanPoints }) => meanPoints)).toEqual([7, 7, 7])
    expect(notes.join(' ')).toMatch(/Calibrate the model before its PD is used/)
  })

  it('takes the scale it is given', () => {
    const scaling = { targetPoints: 500, targetOdds: 10, pointsToDoubleOdds: 20, rounding: 'integer' as const }
    const { model, scale } = readPmml(treated, { scaling })
    expect(scale).toBe('given')
    expect(model.factor).toBeCloseTo(20 / Math.LN2, 12)
    expect(() => readPmml(treated, { scaling: { ...scaling, targetOdds: 0 } })).toThrow(/sound scale/)
  })
})

const REFUSED: readonly [string, (text: string) => string, RegExp][] = [
  [
    'a gap',
    (t) => t.replace('operator="greaterThan" value="39"', 'operator="greaterThan" value="40"'),
    /attribute for every value in characteristic "ageScore", got none for some \(line 40\)/,
  ],
  [
    'no other values',
    (t) => t.replace('<True/>', '<False/>'),
    /attribute for every value in characteristic "departmentScore"/,
  ],
  [
    'no missing',
    (t) => t.replace('<SimplePredicate field="age" operator="isMissing"/>', '<False/>'),
    /attribute for missing values in characteristic "ageScore"/,
  ],
  [
    'two fields',
    (t) =>
      t.replace('field="age" operator="lessOrEqual" value="18"', 'field="income" operator="lessOrEqual" value="18"'),
    /one field in characteristic "ageScore", got "age", "income"/,
  ],
  ['a field twice', (t) => t.replaceAll('field="age"', 'field="income"'), /distinct fields, got two over "income"/],
  ['an unknown field', (t) => t.replaceAll('field="age"', 'field="ages"'), /got "ages"/],
  ['a date', (t) => t.replace('dataType="integer"', 'dataType="date"'), /number or a text, got "age" of type "date"/],
  [
    'an order of texts',
    (t) => t.replace('operator="equal" value="marketing"', 'operator="lessThan" value="m"'),
    /attribute 2 of characteristic "departmentScore", got operator "lessThan"/,
  ],
  [
    'a text among numbers',
    (t) => t.replace('value="18"', 'value="eighteen"'),
    /attribute 2 of characteristic "ageScore"/,
  ],
  ['infinite edges', (t) => t.replace('value="18"', 'value="INF"'), /attribute 2/],
  [
    'no points',
    (t) => t.replace('partialScore="-3"', ''),
    /number of points in attribute 2 of characteristic "ageScore"/,
  ],
  [
    'another function of the field',
    (t) => t.replace('function="\\*"', '').replace('<Apply function="*">', '<Apply function="pow">'),
    /straight line of "income" in attribute 2/,
  ],
  ['an array of another length', (t) => t.replace('n="3"', 'n="4"'), /4 items in the array/],
  ['open quotes', (t) => t.replace('unit" ', 'unit '), /closed quotes|3 items/],
  [
    'capped outliers',
    (t) => t.replace('name="income" usageType="active"', 'name="income" usageType="active" outliers="asExtremeValues"'),
    /values that predicates see as they are/,
  ],
  ['an initial score that is no number', (t) => t.replace('initialScore="100"', 'initialScore="x"'), /initial score/],
  [
    'classification',
    (t) => t.replace('functionName="regression"', 'functionName="classification"'),
    /function "regression", got "classification"/,
  ],
  [
    'a rescaled target',
    (t) => t.replace('<Characteristics>', '<Targets><Target rescaleFactor="2"/></Targets><Characteristics>'),
    /target that rescales/,
  ],
  [
    'another model',
    (t) => t.replaceAll('Scorecard ', 'TreeModel ').replaceAll('</Scorecard>', '</TreeModel>'),
    /a Scorecard, got TreeModel/,
  ],
  ['another version', (t) => t.replace('PMML-4_2', 'PMML-3_2'), /version 4.1 to 4.4/],
  [
    'a document type',
    (t) => t.replace('<PMML', '<!DOCTYPE PMML [<!ENTITY a "aaaa">]><PMML'),
    /without a document type, got one \(line 3\)/,
  ],
  ['an entity', (t) => t.replace('marketing', '&xxe;'), /well-formed XML/],
  ['a truncated file', (t) => t.slice(0, 2000), /well-formed XML.*\(line \d+\)/],
  [
    'another encoding',
    (t) => t.replace('encoding="UTF-8"', 'encoding="ISO-8859-1"'),
    /UTF-8 text, got encoding "ISO-8859-1"/,
  ],
  ['no XML', () => 'no XML at all', /well-formed XML/],
  ['nothing', () => '', /well-formed XML|outer element/],
]

describe('refuses with the place', () => {
  it.each(REFUSED)('%s', (_, change, message) => {
    const changed = change(sample)
    expect(changed).not.toBe(sample)
    expect(() => readPmml(changed)).toThrow(message)
  })

  it('nesting, sizes and counts beyond the limits', () => {
    const deep = '<a>'.repeat(100_000)
    expect(() => readPmml(deep)).toThrow(/at most 200 levels of elements/)
    expect(() => readPmml(sample + ' '.repeat(9 * 2 ** 20))).toThrow(/at most 8388608 characters/)
    expect(() => readPmml('<a/>'.repeat(200_001))).toThrow(/at most 200000 elements/)
    const attribute =
      '<Attribute partialScore="1"><SimplePredicate field="age" operator="equal" value="1"/></Attribute>'
    const many = sample.replace(
      '<Characteristic name="ageScore"',
      `<Characteristic name="many" baselineScore="1">${attribute.repeat(3_001)}</Characteristic>$&`,
    )
    expect(() => readPmml(`<PMML a="${'x'.repeat(300_000)}"/>`)).toThrow(/at most 262144 characters in a tag/)
    const long = `<Array type="string">${'a '.repeat(100_001)}</Array>`
    expect(() => readPmml(sample.replace(/<Array .*?<\/Array>/s, long))).toThrow(/at most 100000 items/)
    expect(() => readPmml(many)).toThrow(/at most 3000 attributes/)
  })

  it('more attributes times values than can be gone through', () => {
    const attribute =
      '<Attribute partialScore="1"><SimplePredicate field="department" operator="equal" value="x"/></Attribute>'
    const levels = Array.from({ length: 30_000 }, (_, i) => `l${i}`).join(' ')
    const set = `<Attribute partialScore="1"><SimpleSetPredicate field="department" booleanOperator="isIn"><Array type="string">${levels}</Array></SimpleSetPredicate></Attribute>`
    const many = sample.replace(
      '<Characteristic name="departmentScore" reasonCode="RC1" baselineScore="19">',
      `$&${set}${attribute.repeat(2000)}`,
    )
    expect(() => readPmml(many)).toThrow(/at most 10000000 attributes times values/)
  })

  it('a file of Assay that was changed where PMML and its own part no longer agree', () => {
    const model = fc.sample(generatedScorecard(), { seed: 7, numRuns: 1 })[0]!
    const { text } = scorecardPmml(model, HEADER)
    expect(() => readPmml(text.replace('feature="reasonCode" rank="1"', 'feature="reasonCode" rank="2"'))).toThrow(
      /Output other than/,
    )
    expect(() => readPmml(text.replace('{"characteristics":', '{"characteristics":[],"x":'))).toThrow(
      /characteristics other than|does not fit/,
    )
    expect(() => readPmml(text.replace('"factor":', '"factor":"x",'))).toThrow(/no JSON|does not fit/)
  })
})

test('files with bytes left out, doubled or changed are read or refused with a clear error, never anything else', () => {
  const own = scorecardPmml(fc.sample(generatedScorecard({ lines: true }), { seed: 11, numRuns: 1 })[0]!, HEADER).text
  const edit = fc.record({
    text: fc.constantFrom(sample, treated, own),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.integer({ min: 0, max: 40 }),
    put: fc.oneof(
      fc.constantFrom(
        '<',
        '>',
        '"',
        '&',
        '/>',
        ']]>',
        '<!--',
        '<![CDATA[',
        '<?x',
        '\u0000',
        '</Attribute>',
        '-1e308',
        '{',
      ),
      fc.string({ maxLength: 4 }),
    ),
  })
  fc.assert(
    fc.property(edit, ({ text, at, length, put }) => {
      const start = Math.floor(at * text.length)
      try {
        compileScorecard(readPmml(text.slice(0, start) + put + text.slice(start + length)).model)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect((error as AppError).code).toMatch(/^(badData|tooLarge)$/)
        expect((error as AppError).place?.line).toBeGreaterThan(0)
      }
    }),
    { numRuns: 1500, endOnFailure: true },
  )
}, 60_000)

/** Points of one characteristic for a list of its values. */
function pointsOf(model: ReturnType<typeof readPmml>['model'], j: number): (values: readonly CaseValue[]) => number[] {
  const variable = model.variables[j]!
  const characteristic = model.characteristics[j]!
  const { scoreValues } = compileScorecard({ ...model, variables: [variable], characteristics: [characteristic] })
  return (values) => values.map((value) => scoreValues([value]).points)
}

function withOutput(text: string): string {
  const output =
    '<p:Output><p:OutputField name="s" feature="predictedValue" dataType="double" optype="continuous"/></p:Output>'
  return text.replace('</p:MiningSchema>', `$&${output}`)
}
