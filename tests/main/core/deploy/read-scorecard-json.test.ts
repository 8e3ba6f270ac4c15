import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { goldenCases } from '../../../../src/main/core/deploy/golden-cases.ts'
import { readScorecardJson } from '../../../../src/main/core/deploy/read-scorecard-json.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { generatedScorecard } from '../../../helpers/generated-scorecard.ts'
import { card, part } from './pmml/cards.ts'

test('a model read back has the same hash and scores bit by bit the same, however its JSON was laid out', () => {
  fc.assert(
    fc.property(generatedScorecard({ lines: true, calibration: true }), fc.constantFrom(0, 2), (model, indent) => {
      const read = readScorecardJson(indent === 0 ? canonicalJson(model) : JSON.stringify(model, null, indent))
      expect(contentHash(read)).toBe(contentHash(model))
      const [before, after] = [compileScorecard(model), compileScorecard(read)]
      for (const { values } of goldenCases(model, { nRandom: 20 })) {
        expect(after.scoreValues(values)).toEqual(before.scoreValues(values))
      }
    }),
    { numRuns: 100, endOnFailure: true },
  )
}, 60_000)

const MODEL = card(
  part('age', 'numeric', [
    { kind: 'interval', lower: null, upper: 30 },
    { kind: 'interval', lower: 30, upper: null },
    { kind: 'special', codes: ['-9', '99'] },
    { kind: 'missing' },
  ]),
  part('housing', 'text', [{ kind: 'levels', levels: ['own'] }, { kind: 'missing' }, { kind: 'unseen' }]),
)
const TEXT = canonicalJson(MODEL)

describe('readScorecardJson', () => {
  it('refuses every truncation of a file', () => {
    for (let length = 0; length < TEXT.length; length += 7) {
      expect(() => readScorecardJson(TEXT.slice(0, length))).toThrow(/^JSON .* at line 1, column \d+$/)
    }
  })

  it.each<[string, string | RegExp, string, RegExp]>([
    [
      'another kind',
      '"kind":"scorecardModel"',
      '"kind":"fitReport"',
      /needs kind to be "scorecardModel", got "fitReport"/,
    ],
    ['another version', '"formatVersion":1', '"formatVersion":2', /formatVersion to be 1/],
    ['a text as factor', '"factor":20', '"factor":"20"', /needs factor to be a number, got "20"/],
    ['factor 0', '"factor":20', '"factor":0', /factor not to be 0/],
    ['no variables', /"variables":.*\]\}/, '"variables":{}}', /variables to be a list/],
    ['points as text', '"points":1', '"points":"1"', /characteristics\[0\]\.attributes\[0\]\.points to be a number/],
    ['a fraction as bin', '"bin":1,', '"bin":1.5,', /attributes\[1\]\.bin to be a whole number/],
    ['a characteristic twice', /"housing"/g, '"age"', /\[1\]\.name to be distinct, got "age"/],
    ['a gap', '"lower":30', '"lower":31', /without gap or overlap, got \[31, null\)/],
    ['an edge as text', '"lower":30', '"lower":"30"', /variables\[0\]\.bins\[1\]\.definition\.lower to be a number/],
    ['an unknown bin', '"kind":"levels"', '"kind":"levles"', /definition\.kind to be interval, levels/],
    ['a code that is no number', '"99"', '"x"', /definition\.codes to be numbers, got "x"/],
    ['a code twice', '"99"', '"-9.0"', /definition\.codes to be distinct, got "-9.0"/],
    ['a level as number', '["own"]', '[1]', /levels\[0\] to be a text, got 1/],
    ['no missing bin', '{"kind":"missing"}', '{"kind":"special","codes":[]}', /needs a missing bin, got none/],
    [
      'two unseen bins',
      '{"kind":"missing"},"eventRate":0,"events":0,"informationValue":0,"isAdjusted":false,"label":"Missing","nonEvents":1,"share":0.3333333333333333',
      '{"kind":"unseen"},"label":"x"',
      /./,
    ],
    ['one attribute for two bins', '"bin":1,', '"bin":0,', /one attribute with points per bin/],
    ['an unknown type', '"type":"text"', '"type":"date"', /type to be "numeric" or "text"/],
    [
      'levels of a number',
      '{"codes":["-9","99"],"kind":"special"}',
      '{"kind":"levels","levels":["a"]}',
      /one that a numeric variable has, got "levels"/,
    ],
    ['a prototype name', '"factor":20', '"__proto__":{"x":1},"factor":20', /no part of every object/],
    ['a name twice', '"factor":20', '"factor":20,"factor":21', /distinct names/],
    ['a list', /^.*$/s, '[]', /the scorecard to be an object, got \[\]/],
    [
      'no characteristics',
      /"characteristics":\[.*?\](?=,"developmentEventRate")/,
      '"characteristics":[]',
      /needs characteristics, got none/,
    ],
  ])('refuses %s', (_, from, to, message) => {
    const changed = TEXT.replace(from, to)
    expect(changed).not.toBe(TEXT)
    expect(() => readScorecardJson(changed)).toThrow(message)
  })
})
