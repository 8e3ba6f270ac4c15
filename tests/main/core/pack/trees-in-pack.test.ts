import { describe, expect, it } from 'vitest'
import { contentHash } from '../../../../src/main/core/governance/content-hash.ts'
import { buildPack } from '../../../../src/main/core/pack/build-pack.ts'
import type { PackBlock, PackDocument } from '../../../../src/main/core/pack/pack-document.ts'
import type { PackInput } from '../../../../src/main/core/pack/pack-input.ts'
import { packSourceSchema } from '../../../../src/shared/pack-source.ts'
import { fullSource } from './pack-fixtures.ts'
import { treeSource } from './tree-pack-fixtures.ts'

// The type check holds the core's shape to the contract's.
const SOURCE: PackInput = treeSource()
const DOCUMENT = buildPack(SOURCE)

function section(document: PackDocument, number: string): PackBlock[] {
  const from = document.blocks.findIndex((block) => block.kind === 'heading' && block.number === number)
  const rest = document.blocks.slice(from + 1)
  const to = rest.findIndex((block) => block.kind === 'heading')
  return from < 0 ? [] : rest.slice(0, to < 0 ? undefined : to)
}

const text = (value: unknown) => JSON.stringify(value)
const table = (blocks: readonly PackBlock[], caption: string) =>
  blocks.find((block) => block.kind === 'table' && block.caption === caption) as Extract<PackBlock, { kind: 'table' }>

describe('the pack of a tree model', () => {
  it('is built from a source of the contract', () => {
    const source = treeSource()
    expect(packSourceSchema.parse(source)).toEqual(source)
    expect(contentHash(source.scorecard)).toBe(source.model.contentHash)
    expect(DOCUMENT.register[0]).toMatchObject({ mark: 'M', hashCheck: 'agrees' })
  })

  it('has the headings of a scorecard’s pack, with its own in section 4', () => {
    const top = (document: PackDocument) =>
      document.blocks.flatMap((block) => (block.kind === 'heading' && block.level === 1 ? [block.text] : []))
    expect(top(DOCUMENT)).toEqual(top(buildPack(fullSource())))
    const own = DOCUMENT.blocks.flatMap((block) =>
      block.kind === 'heading' && block.number.startsWith('4.') ? [block.text] : [],
    )
    expect(own).toEqual([
      'Method',
      'Trees',
      'Growing the trees',
      'Characteristics considered',
      'Weight of evidence of the strongest characteristics',
    ])
  })

  it('says how a case is scored, and lists the characteristics by importance with their constraints', () => {
    expect(text(section(DOCUMENT, '4.1'))).toContain('sum of decision trees')
    const blocks = section(DOCUMENT, '4.2')
    expect(text(blocks)).toContain('tree by tree in order')
    expect(text(blocks)).toContain('-1.25')
    expect(text(blocks)).not.toContain('32-bit')
    const { rows } = table(blocks, 'Characteristics of the trees')
    expect(rows.map(({ cells }) => cells[0]![0])).toEqual([
      'status',
      'duration',
      'credit_amount',
      'age_years',
      'purpose',
    ])
    expect(rows[1]!.cells.map((cell) => cell[0])).toMatchObject([
      'duration',
      'number',
      'PD increasing',
      { value: 0.219, format: 'percent1' },
      { value: 26 },
      { value: 0.03, interval: { lower: 0.022 } },
    ])
    expect(text(rows[2]!.cells)).toContain('Amount of the credit')
  })

  it('says how the trees were grown, with their curve, their check and no coefficients', () => {
    const blocks = section(DOCUMENT, '4.3')
    expect(text(blocks)).toContain('It stopped early')
    expect(text(blocks)).toContain('Sample watched: a validation sample')
    expect(text(blocks)).toContain('Coefficients: do not apply')
    expect(table(blocks, 'Check of the constraints on a grid of values').rows).toHaveLength(1)
    const charts = DOCUMENT.blocks.flatMap((block) =>
      block.kind === 'charts' ? block.charts.map((one) => one.chart) : [],
    )
    expect(charts.find(({ name }) => name === 'boostingCurve')).toMatchObject({ view: 'logLoss', curve: { best: 12 } })
    expect(charts.find(({ name }) => name === 'treeImportance')).toMatchObject({ measure: 'gain' })
    expect(text(DOCUMENT.blocks)).not.toContain('Coefficients on')
    expect(text(section(DOCUMENT, '5'))).not.toContain('Intercept')
  })

  it('prints the parameters of growing', () => {
    const configuration = text(section(DOCUMENT, 'C'))
    for (const word of ['Trees at most', 'duration: increasing', 'set aside', 'Levels', 'Interactions'])
      expect(configuration).toContain(word)
    expect(configuration).not.toContain('Wrong signs')
    expect(text(section(buildPack(fullSource()), 'C'))).toContain('Wrong signs')
  })

  it('explains by Shapley values and tells how to verify', () => {
    expect(text(section(DOCUMENT, '7'))).toContain('exact Shapley values')
    expect(text(section(DOCUMENT, '7.1'))).toContain('factors that the trees ask for')
    expect(text(section(DOCUMENT, '5'))).toContain('one thread or many are the same')
    expect(text(section(DOCUMENT, '5'))).toContain('Base margin')
    expect(text(section(DOCUMENT, 'F'))).toContain('TreeSHAP')
    expect(text(section(buildPack(fullSource()), 'F'))).not.toContain('TreeSHAP')
  })

  it('says that what asks for coefficients does not apply, and lets the gate be decided', () => {
    const gate = SOURCE.evaluations.find(({ gateId }) => gateId === 'development')!
    const check = gate.checks.find(({ checkId }) => checkId === 'dev-vif')!
    expect(check).toMatchObject({ verdict: 'notAssessed', isRequired: false, value: null })
    expect(check.reason).toBe('Does not apply: trees have no coefficients')
    expect(gate.allowedDecisions).toContain('approvedWithConditions')
    expect(text(DOCUMENT.blocks)).toContain('trees have no coefficients')
  })

  it('says so where the model was read from a file, without gains or a curve', () => {
    const importance = treeSource().evidence.flatMap(({ payload }) =>
      payload.kind === 'fitReport' ? payload.boosting!.importance : [],
    )
    const imported = buildPack(
      treeSource({
        stopped: 'imported',
        watched: null,
        history: [],
        monotone: [],
        importance: importance.map((one) => ({ ...one, permutation: null })),
        permutationSample: null,
      }),
    )
    const blocks = section(imported, '4.3')
    expect(text(blocks)).toContain('not grown here')
    expect(text(blocks)).not.toContain('boostingCurve')
    expect(text(blocks)).not.toContain('appendix C')
  })

  it('prints a calibration and 32-bit arithmetic', () => {
    const scorecard = { ...SOURCE.scorecard, arithmetic: 'single', calibration: { method: 'shift', intercept: 0.5 } }
    const input = { ...SOURCE, scorecard, model: { ...SOURCE.model, contentHash: contentHash(scorecard) } } as PackInput
    const document = buildPack(input)
    expect(text(section(document, '4.2'))).toContain('in 32-bit arithmetic')
    expect(text(section(document, '4.2'))).toContain('ranking are those of the trees')
    expect(text(section(document, '4.2.1'))).toContain('central tendency')
  })

  it('says what is missing without a fit report', () => {
    const bare = buildPack({ ...SOURCE, evidence: [], evaluations: [] })
    expect(text(bare.blocks)).toContain('Growing of the trees and characteristics: not assessed')
    expect(table(section(bare, '4.2'), 'Characteristics of the trees').rows).toHaveLength(5)
  })
})
