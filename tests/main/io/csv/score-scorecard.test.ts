import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { explainCase } from '../../../../src/main/core/explain/explain-case.ts'
import { type Column, cellAt, createFrame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import { canonicalJson } from '../../../../src/main/core/governance/canonical-json.ts'
import { stratifiedSplit } from '../../../../src/main/core/random/stratified-split.ts'
import { fitScorecard } from '../../../../src/main/core/scorecard/fit-scorecard.ts'
import { compileScorecard } from '../../../../src/main/core/scorecard/score-scorecard.ts'
import { targetVector } from '../../../../src/main/core/scorecard/target-vector.ts'
import { createModelScorer } from '../../../../src/main/io/csv/model-scorer.ts'
import { scoreCsv } from '../../../../src/main/io/csv/score-csv.ts'
import { scorecardParamsSchema } from '../../../../src/shared/contract/scorecard-params.ts'
import { readTable, temporaryFolder } from './csv-fixtures.ts'

const GERMAN = fileURLToPath(new URL('../../../../resources/demo/german-credit.csv', import.meta.url))
const folder = temporaryFolder()
afterAll(() => folder.remove())

describe('scoring a file with a scorecard', () => {
  it('gives every row the points, PD and reasons that the model gives the stored data', async () => {
    const table = await readTable(GERMAN)
    const frame = createFrame(
      table.columns.map((column, index): Column => {
        const cells = table.rows.map((row) => row[index]!)
        if (column.type === 'numeric')
          return { kind: 'numeric', name: column.name, values: Float64Array.from(cells, Number) }
        const { levels } = table.levels.find((item) => item.columnIndex === index)!
        return {
          kind: 'text',
          name: column.name,
          levels,
          codes: Int32Array.from(cells, (cell) => levels.indexOf(String(cell))),
        }
      }),
    )
    const names = ['status', 'month', 'credit_history', 'age', 'savings']
    const yTrue = targetVector(getColumn(frame, 'credit'), '2')
    const target = { column: 'credit', eventValue: '2' }
    const { model } = fitScorecard({
      frame,
      target,
      characteristics: names,
      params: scorecardParamsSchema.parse({}),
      split: stratifiedSplit(yTrue, 0.7, 1),
      seed: 1,
    })
    const scored = compileScorecard(model).scoreFrame(frame)

    const outputPath = folder.path('scored.csv')
    const input = { path: GERMAN, outputPath, options: {}, modelJson: canonicalJson(model), reasons: 2 }
    expect(await scoreCsv(input, { report: () => undefined }, createModelScorer)).toMatchObject({
      nRows: 1000,
      nIssues: 0,
    })

    const types = ['assay_reason_1', 'assay_reason_2', 'assay_issue'].map((column) => ({
      column,
      type: 'text' as const,
    }))
    const output = await readTable(outputPath, { types })
    const column = (name: string) => output.rows.map((row) => row[output.names.indexOf(name)])
    expect(column('assay_points')).toEqual([...scored.points])
    expect(column('assay_pd')).toEqual([...scored.probability])
    expect(output.rows.map((row) => row.slice(0, 21))).toEqual(table.rows)
    for (const row of [0, 17, 999]) {
      const values = model.characteristics.map(({ name }) => cellAt(getColumn(frame, name), row))
      const { reasons } = explainCase(model, values, { maxReasons: 2, row: 0, outcome: null })
      const texts = reasons.map(({ code, text }) => `${code}: ${text}`)
      expect([column('assay_reason_1')[row], column('assay_reason_2')[row]]).toEqual([
        texts[0] ?? null,
        texts[1] ?? null,
      ])
    }
    expect(readFileSync(outputPath, 'utf8').split('\n')).toHaveLength(1002)
  })

  it('refuses what is no model', () => {
    expect(() => createModelScorer('{"kind":"other"}', 1)).toThrow(expect.objectContaining({ code: 'damaged' }))
    expect(() => createModelScorer('not json', 1)).toThrow(expect.objectContaining({ code: 'damaged' }))
  })
})
