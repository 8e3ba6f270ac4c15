import { describe, expect, it } from 'vitest'
import { scorecardPmml } from '../../../../../src/main/core/deploy/pmml/scorecard-pmml.ts'
import { compileScorecard } from '../../../../../src/main/core/scorecard/score-scorecard.ts'
import type { ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { type PmmlNode, parsePmmlXml } from '../../../../../src/main/io/pmml/parse-pmml-xml.ts'
import { pmmlEvaluator } from '../../../../helpers/pmml-evaluator.ts'
import { card, HEADER, lineCard, part } from './cards.ts'

const AGE = part('age', 'numeric', [
  { kind: 'interval', lower: null, upper: 30 },
  { kind: 'interval', lower: 30, upper: 50.5 },
  { kind: 'interval', lower: 50.5, upper: null },
  { kind: 'special', codes: ['-9', '99'] },
  { kind: 'missing' },
])
const HOUSING = part('housing', 'text', [
  { kind: 'levels', levels: ['own', 'for free'] },
  { kind: 'levels', levels: ['rent', 'say "x"', 'a\\', ' b', 'line\nbreak', ''] },
  { kind: 'special', codes: ['n/a'] },
  { kind: 'missing' },
  { kind: 'unseen' },
])
const CARD = card(AGE, HOUSING)

/** Children of each element in the order the schema of PMML 4.4 asks for. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  PMML: ['Header', 'DataDictionary', 'Scorecard'],
  Header: ['Application', 'Annotation'],
  DataDictionary: ['DataField'],
  Scorecard: ['MiningSchema', 'Output', 'LocalTransformations', 'Characteristics', 'Extension'],
  MiningSchema: ['MiningField'],
  Output: ['OutputField'],
  OutputField: ['Apply', 'NormContinuous', 'Constant'],
  NormContinuous: ['LinearNorm'],
  LocalTransformations: ['DerivedField'],
  DerivedField: ['Apply', 'Constant', 'FieldRef'],
  Characteristics: ['Characteristic'],
  Characteristic: ['Attribute'],
  Attribute: ['Extension', 'SimplePredicate', 'SimpleSetPredicate', 'CompoundPredicate', 'True', 'ComplexPartialScore'],
  SimpleSetPredicate: ['Array'],
  CompoundPredicate: ['SimpleSetPredicate', 'SimplePredicate'],
  ComplexPartialScore: ['Apply'],
}
const REQUIRED: Readonly<Record<string, readonly string[]>> = {
  PMML: ['version', 'xmlns'],
  DataField: ['name', 'optype', 'dataType'],
  MiningField: ['name'],
  Scorecard: ['functionName'],
  OutputField: ['name', 'optype', 'dataType', 'feature'],
  DerivedField: ['name', 'optype', 'dataType'],
  Characteristic: ['name', 'reasonCode', 'baselineScore'],
  SimplePredicate: ['field', 'operator'],
  SimpleSetPredicate: ['field', 'booleanOperator'],
  CompoundPredicate: ['booleanOperator'],
  Array: ['type', 'n'],
  Apply: ['function'],
  FieldRef: ['field'],
  LinearNorm: ['orig', 'norm'],
}
const CALIBRATIONS: readonly ScorecardModel['calibration'][] = [
  undefined,
  { method: 'platt', intercept: 0.1, slope: 0.9 },
  { method: 'platt', intercept: 0.1, slope: 0 },
  { method: 'shift', intercept: -0.4 },
  { method: 'beta', a: 0.7, b: 1.3, c: 0.2 },
  { method: 'beta', a: 0, b: 0, c: 0.2 },
  {
    method: 'isotonic',
    knots: [
      { probability: 0.2, calibrated: 0.1 },
      { probability: 0.5, calibrated: 0.1 },
      { probability: 0.9, calibrated: 0.8 },
    ],
  },
  { method: 'isotonic', knots: [{ probability: 0.2, calibrated: 0.1 }] },
]

describe('scorecardPmml', () => {
  it('has the elements of PMML 4.4 in the order of its schema, with the attributes it asks for', () => {
    const withLine = lineCard({ expression: 'x / y' })
    for (const calibration of CALIBRATIONS) {
      for (const model of [CARD, withLine]) check(parsePmmlXml(scorecardPmml({ ...model, calibration }, HEADER).text))
    }
  })

  it('writes these attributes for these bins', () => {
    const text = scorecardPmml(CARD, HEADER).text
    expect(text).toContain('<PMML xmlns="http://www.dmg.org/PMML-4_4" version="4.4">')
    expect(text).toContain('SHA-256 of the canonical JSON of the model: abab')
    expect(characteristic(text, 'age')).toBe(
      [
        '<Attribute partialScore="5"><SimplePredicate field="age" operator="isMissing"/></Attribute>',
        '<Attribute partialScore="4"><SimpleSetPredicate field="age" booleanOperator="isIn"><Array n="2" type="real">-9 99</Array></SimpleSetPredicate></Attribute>',
        '<Attribute partialScore="1"><SimplePredicate field="age" operator="lessThan" value="30"/></Attribute>',
        '<Attribute partialScore="2"><CompoundPredicate booleanOperator="and"><SimplePredicate field="age" operator="greaterOrEqual" value="30"/>',
        '<SimplePredicate field="age" operator="lessThan" value="50.5"/></CompoundPredicate></Attribute>',
        '<Attribute partialScore="3"><SimplePredicate field="age" operator="greaterOrEqual" value="50.5"/></Attribute>',
      ].join(''),
    )
    const housing = characteristic(text, 'housing')
    expect(housing).toContain('<Array n="2" type="string">"own" "for free"</Array>')
    for (const value of ['rent', 'say &quot;x&quot;', 'a\\', ' b', 'line&#10;break', '']) {
      expect(housing).toContain(`<SimplePredicate field="housing" operator="equal" value="${value}"/>`)
    }
    expect(housing.endsWith('<Attribute partialScore="5"><True/></Attribute>')).toBe(true)
  })

  it('gives the same bytes each time, and no time of day', () => {
    expect(scorecardPmml(CARD, HEADER).text).toBe(scorecardPmml(structuredClone(CARD), HEADER).text)
    expect(scorecardPmml(CARD, HEADER).text).not.toContain('Timestamp')
  })

  it('gives the PD of every calibration, at all scores', () => {
    for (const calibration of CALIBRATIONS) {
      for (const offset of [10, -20_000, 20_000]) {
        const model = { ...CARD, calibration, offset }
        const out = pmmlEvaluator(scorecardPmml(model, HEADER).text).evaluate(
          new Map<string, string | number>([
            ['age', 40],
            ['housing', 'rent'],
          ]),
        )
        const { probability } = compileScorecard(model).scoreValues([40, 'rent'])
        expect(out.get('probability')).toBeCloseTo(probability, 13)
      }
    }
  })

  it('numbers its own fields where a column has their name', () => {
    const model = card(
      ...['points', 'score', 'probability', 'reasonCode1'].map((name) =>
        part(name, 'numeric', [{ kind: 'interval', lower: null, upper: null }, { kind: 'missing' }]),
      ),
    )
    const out = pmmlEvaluator(scorecardPmml(model, HEADER).text).evaluate(new Map([['score', 1]]))
    expect([...out.keys()].slice(0, 4)).toEqual(['score_2', 'logOdds', 'probability_2', 'reasonCode1_2'])
    expect(out.get('score_2')).toBe(2 + 1 + 2 + 2)
  })

  it('counts a code that two bins name for the last of them', () => {
    const model = card(
      part('x', 'numeric', [
        { kind: 'interval', lower: null, upper: null },
        { kind: 'special', codes: ['7', '8'] },
        { kind: 'special', codes: ['7.0'] },
        { kind: 'missing' },
      ]),
    )
    const { evaluate } = pmmlEvaluator(scorecardPmml(model, HEADER).text)
    const { scoreValues } = compileScorecard(model)
    for (const x of [7, 8, 9]) expect(evaluate(new Map([['x', x]])).get('score')).toBe(scoreValues([x]).points)
  })

  it('tells of filters, reasons, missing values and signed zeros', () => {
    const steps = [{ kind: 'filter' as const, keep: 'age > 17', reason: 'adults' }]
    const inputs = [{ name: 'age', type: 'numeric' as const, dateFormat: null }]
    const model = { ...card(AGE), preprocessing: { steps, inputs, populationInputs: [] } }
    const { notes } = scorecardPmml(model, HEADER)
    expect(notes.join('\n')).toMatch(/1 rule that tells for whom the model was made/)
    expect(notes.join('\n')).toMatch(/not below it/)
    expect(notes.join('\n')).toMatch(/other engines were not run/)
  })

  it.each([
    [
      'a control character in a level',
      card(part('t', 'text', [{ kind: 'levels', levels: ['a\u0001'] }, { kind: 'missing' }, { kind: 'unseen' }])),
      /characteristic "t" needs levels of characters that XML 1\.0 can hold, got U\+0001/,
    ],
    [
      'half a surrogate pair',
      card(part('t', 'text', [{ kind: 'levels', levels: ['a\ud800'] }, { kind: 'missing' }, { kind: 'unseen' }])),
      /got U\+D800/,
    ],
    [
      'a control character in a name',
      card(part('t\u0002', 'text', [{ kind: 'missing' }, { kind: 'unseen' }])),
      /got U\+0002/,
    ],
    [
      'a code that is no number',
      card(
        part('x', 'numeric', [
          { kind: 'interval', lower: null, upper: null },
          { kind: 'special', codes: ['x'] },
          { kind: 'missing' },
        ]),
      ),
      /special code of "x" needs to be finite|PMML/,
    ],
    [
      'levels of a number',
      card(
        part('x', 'numeric', [
          { kind: 'interval', lower: null, upper: null },
          { kind: 'levels', levels: ['1'] },
          { kind: 'missing' },
        ]),
      ),
      /numeric characteristic "x" has bins of its type, got one of levels/,
    ],
    [
      'knots that do not ascend',
      {
        ...CARD,
        calibration: {
          method: 'isotonic' as const,
          knots: [
            { probability: 0.5, calibrated: 0.1 },
            { probability: 0.5, calibrated: 0.2 },
          ],
        },
      },
      /ascending knots/,
    ],
    ['no knots', { ...CARD, calibration: { method: 'isotonic' as const, knots: [] } }, /needs knots, got none/],
    [
      'an infinite mean',
      { ...CARD, characteristics: CARD.characteristics.map((one) => ({ ...one, meanPoints: Number.NaN })) },
      /mean points of "age" needs to be finite/,
    ],
    ['no bins', { ...CARD, variables: [] }, /needs bins for every characteristic/],
  ])('refuses %s', (_, model, message) => {
    expect(() => scorecardPmml(model, HEADER)).toThrow(message)
  })
})

function check(node: PmmlNode): void {
  const order = ORDER[node.name] ?? (node.name === 'Apply' ? null : [])
  let at = 0
  for (const child of node.children) {
    if (order !== null) {
      const place = order.indexOf(child.name)
      expect(place, `${child.name} in ${node.name}`).toBeGreaterThanOrEqual(node.name === 'CompoundPredicate' ? 0 : at)
      at = place
    }
    check(child)
  }
  for (const name of REQUIRED[node.name] ?? []) expect(node.attributes.has(name), `${name} of ${node.name}`).toBe(true)
}

/** The attributes of a characteristic, without blanks between elements and without extensions. */
function characteristic(text: string, name: string): string {
  const from = text.indexOf(`<Characteristic name="${name}"`)
  const inner = text.slice(text.indexOf('>', from) + 1, text.indexOf('</Characteristic>', from))
  return inner.replace(/\n\s*/g, '').replace(/<Extension [^>]*\/>/g, '')
}
