import { describe, expect, it } from 'vitest'
import {
  actionOfKey,
  type BinSituation,
  isPossible,
  isShownFor,
} from '../../../../../src/renderer/pages/development/bins/bin-commands.ts'
import { binRows, holdoutRates } from '../../../../../src/renderer/pages/development/bins/bin-rows.ts'
import { definitionText, runWord, trendWord } from '../../../../../src/renderer/pages/development/bins/bin-words.ts'
import { foundLevels, levelRows } from '../../../../../src/renderer/pages/development/bins/level-rows.ts'
import { rateMarks, ratesText } from '../../../../../src/renderer/pages/development/bins/rate-marks.ts'
import {
  addressOf,
  nameOfAddress,
  neighbour,
  reportRows,
  sparklineTop,
} from '../../../../../src/renderer/pages/development/bins/report-rows.ts'
import { parameterFileText, trainCommand } from '../../../../../src/renderer/pages/development/bins/train-command.ts'
import { DEFAULT_SPEC } from '../../../../../src/renderer/pages/development/draft-methods.ts'
import { scorecardParamsSchema } from '../../../../../src/shared/contract/index.ts'
import { editedOf, groups, manual, ranges, variableOf } from './variable-fixture.ts'

const MISSING = { kind: 'missing' as const }

describe('the rows of the editor', () => {
  const answer = editedOf(variableOf([...ranges(10, 20), MISSING]), {
    holdout: [
      { count: 4, events: 1 },
      { count: 0, events: 0 },
      { count: 2, events: 2 },
      { count: 0, events: 0 },
    ],
    points: [10, 20, 30, 40],
  })

  it('are those of the answer when it is about the present edit', () => {
    const rows = binRows(answer, manual(...ranges(10, 20)), true)
    expect(rows.map(({ label, holdoutRate, points }) => [label, holdoutRate, points])).toEqual([
      ['bin 1', 0.25, 10],
      ['bin 2', null, 20],
      ['bin 3', 1, 30],
      ['bin 4', null, 40],
    ])
    // The door may add bins of its own, such as codes declared with the data.
    expect(binRows(answer, manual(...ranges(10)), true)).toHaveLength(4)
    expect(holdoutRates(editedOf(variableOf(ranges())))).toBeNull()
  })

  it('are those of the edit while its answer is on the way, with the figures that still hold', () => {
    const pending = { ...manual(...ranges(20)), missingNote: 'not asked' }
    const rows = binRows(answer, pending, false)
    expect(rows.map(({ label, bin, points, note }) => [label, bin?.count ?? null, points, note])).toEqual([
      ['< 20', null, null, ''],
      ['bin 3', 10, 30, ''],
      ['bin 4', 10, 40, 'not asked'],
    ])
    const text = editedOf(variableOf([...groups(['a', 'b'], ['c']), { kind: 'special', codes: ['x'] }]))
    const regrouped = manual(...groups(['b', 'a'], ['d']), { kind: 'special', codes: ['x'] })
    expect(binRows(text, regrouped, false).map(({ bin }) => bin !== null)).toEqual([true, false, true])
  })

  it('are the old ones while the optimiser chooses anew', () => {
    expect(binRows(answer, null, false)).toHaveLength(4)
  })
})

describe('words of bins', () => {
  it('name every kind', () => {
    expect([...ranges(-5, 10), ...ranges()].map(definitionText)).toEqual([
      '< \u22125',
      '[\u22125, 10)',
      '≥ 10',
      'All values',
    ])
    expect(definitionText({ kind: 'levels', levels: ['a', ''] })).toBe('a, ""')
    expect(definitionText({ kind: 'special', codes: ['-1'] })).toBe('Special: -1')
    expect([MISSING, { kind: 'unseen' as const }].map(definitionText)).toEqual(['Missing', 'Other values'])
    expect([trendWord(null), trendWord('valley')]).toEqual(['as for all', 'valley'])
    expect(runWord(variableOf(ranges(1), { isManual: true }))).toBe('By hand')
    expect(runWord(variableOf(ranges(1)))).toBe('Rises')
    expect(runWord(variableOf(groups(['a'])))).toBe('Levels')
  })
})

describe('what can be done to a bin', () => {
  const at = (selected: number, more: Partial<BinSituation> = {}): BinSituation => ({
    type: 'numeric',
    definitions: [...ranges(10), { kind: 'special', codes: ['-1'] }, MISSING],
    selected,
    isEdited: false,
    isMasked: false,
    ...more,
  })
  const text = { type: 'text' as const, definitions: [...groups(['a', 'b'], ['c']), { kind: 'unseen' as const }] }

  it('follows from its kind and its neighbours', () => {
    expect(isPossible('mergeNext', at(0))).toBe(true)
    expect(isPossible('mergePrevious', at(0))).toBe(false)
    expect(isPossible('mergeNext', at(1))).toBe(false)
    expect(isPossible('split', at(2))).toBe(false)
    expect(isPossible('edges', at(0))).toBe(true)
    expect(isPossible('edges', at(0, { definitions: [...ranges(), MISSING] }))).toBe(false)
    expect(isPossible('note', at(3))).toBe(true)
    expect(isPossible('note', at(2, text))).toBe(false)
    expect(isPossible('ungroup', at(0, text))).toBe(true)
    expect(isPossible('ungroup', at(1, text))).toBe(false)
    expect(isPossible('levels', at(0))).toBe(false)
    expect(isPossible('reset', at(0))).toBe(false)
    expect(isPossible('codes', at(0))).toBe(true)
    expect(isShownFor('split', 'text')).toBe(false)
  })

  it('is nothing but a reset where levels are masked', () => {
    expect(isPossible('mergeNext', at(0, { ...text, isMasked: true }))).toBe(false)
    expect(isPossible('reset', at(0, { ...text, isMasked: true, isEdited: true }))).toBe(true)
  })

  it('has a letter of its own', () => {
    expect(actionOfKey('m', false)).toBe('mergeNext')
    expect(actionOfKey('M', true)).toBe('mergePrevious')
    expect(actionOfKey('S', true)).toBeNull()
    expect(actionOfKey('s', false)).toBe('split')
    expect(actionOfKey('x', false)).toBeNull()
  })
})

describe('the levels to choose from', () => {
  it('begin with the selected bin and end with those in no bin', () => {
    const bins = manual(...groups(['a'], ['b', 'c']), { kind: 'special', codes: ['n/a'] })
    const levels = ['b', 'a', 'n/a', 'z'].map((level) => ({ level, count: 4, events: 1 }))
    const rows = levelRows(bins, levels, 1)
    expect(rows.map(({ level, bin, count, rate }) => [level, bin, count, rate])).toEqual([
      ['b', 1, 4, 0.25],
      ['c', 1, null, null],
      ['a', 0, 4, 0.25],
      ['z', null, 4, 0.25],
    ])
    expect(foundLevels(rows, ' B ').map(({ level }) => level)).toEqual(['b'])
    expect(foundLevels(rows, '')).toBe(rows)
  })
})

describe('the report of characteristics', () => {
  const named = (name: string, informationValue: number, more = {}) =>
    editedOf(variableOf([...ranges(1), MISSING], { name, informationValue }), more)

  it('lists the strongest first, with what happened to each', () => {
    const rows = reportRows(
      [named('b', 0.1), named('a', 0.1, { exclusion: 'Wrong sign.' }), named('c', 0.3, { coefficient: -1 })],
      new Set(['a']),
    )
    expect(rows.map(({ name, isUsed, isEdited, fate }) => [name, isUsed, isEdited, fate])).toEqual([
      ['c', true, false, 'In the scorecard'],
      ['a', false, true, 'Wrong sign.'],
      ['b', false, false, 'Left out'],
    ])
    expect(reportRows([named('b', 0.1)], new Set(), false)[0]?.fate).toBe('No scorecard')
    expect(rows[0]).toMatchObject({ nBins: 2, missingShare: 1 / 3 })
    expect(sparklineTop(rows, 0.1)).toBe(0.2)
    expect(sparklineTop(rows, 0.02)).toBeCloseTo(0.1)
  })

  it('goes from one to the next and stops at the ends', () => {
    expect(neighbour(['a', 'b'], 'a', 1)).toBe('b')
    expect(neighbour(['a', 'b'], 'a', -1)).toBeNull()
    expect(neighbour(['a', 'b'], 'b', 1)).toBeNull()
    expect(neighbour(['a'], 'x', 1)).toBeNull()
  })

  it('finds every name again from its address, however decoded', () => {
    const names = ['a/b', '50%', 'months since ø', 'a%2Fb', '?#&']
    for (const name of names) {
      const written = addressOf(name).slice('/development/bins/'.length)
      expect(nameOfAddress(names, written)).toBe(name)
      if (name !== 'a%2Fb')
        expect(
          nameOfAddress(
            names.filter((one) => one !== 'a%2Fb'),
            decodeURI(written),
          ),
        ).toBe(name)
    }
    expect(nameOfAddress(names, 'other')).toBeNull()
  })
})

describe('the sparkline', () => {
  it('spreads the bins that hold rows and says their rates', () => {
    const variable = variableOf([...ranges(1), MISSING])
    expect(rateMarks(variable)).toEqual([
      { place: 0, rate: 0, isJoined: true },
      { place: 0.5, rate: 0.1, isJoined: true },
      { place: 1, rate: 0.2, isJoined: false },
    ])
    expect(ratesText(variable)).toBe('Bad rate 0.0%, 10.0%, 20.0%')
    expect(ratesText(variableOf(ranges(1, 2, 3, 4, 5, 6, 7, 8)))).toBe('Bad rate 0.0% to 80.0% over 9 bins')
    expect(ratesText({ ...variable, bins: [] })).toBe('No rows')
    expect(rateMarks(variableOf(ranges()))).toEqual([{ place: 0.5, rate: 0, isJoined: true }])
  })
})

describe('the command of the training', () => {
  const spec = { ...DEFAULT_SPEC, exclude: ['age'], seed: 7 }

  it('names the parameter file that holds the bins', () => {
    expect(trainCommand({ id: 'dv_1', name: 'German Credit' }, spec, 'My card', null)).toBe(
      "npx assay train scorecard --dataset dv_1 --exclude age --params german-credit-params.json --seed 7 --name 'My card'",
    )
  })

  it('writes a file that the command line reads', () => {
    const text = parameterFileText(spec)
    expect(scorecardParamsSchema.strict().parse(JSON.parse(text))).toEqual(spec.params)
    expect(text.endsWith('}\n')).toBe(true)
  })
})
