import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Column, createFrame, takeFrameRows } from '../../../../src/main/core/frame/frame.ts'
import { growTrees } from '../../../../src/main/core/gbdt/grow-trees.ts'
import { watchedAuc } from '../../../../src/main/core/gbdt/watched-auc.ts'
import { ROOT } from '../../../house/source-files.ts'
import { looseParams, marginOf } from './small-growth.ts'

const golden = JSON.parse(readFileSync(join(ROOT, 'tests/golden/gbdt-german.json'), 'utf8')) as {
  readonly nTrees: number
  readonly learningRate: number
  readonly nLeaves: number
  readonly sklearn: number
  readonly xgboost: number
}

/** The columns as the golden's script reads them: texts are numbered in alphabetical order. */
function readGerman(): { columns: Column[]; yTrue: Uint8Array } {
  const [head, ...rows] = readFileSync(join(ROOT, 'resources/demo/german-credit.csv'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(','))
  const columns = head!.flatMap((name, j): Column[] => {
    if (name === 'credit') return []
    const cells = rows.map((row) => row[j]!)
    const levels = [...new Set(cells)].sort()
    const isNumeric = levels.every((level) => level !== '' && Number.isFinite(Number(level)))
    const values = Float64Array.from(cells, (cell) => (isNumeric ? Number(cell) : levels.indexOf(cell)))
    return [{ kind: 'numeric', name, values }]
  })
  return { columns, yTrue: Uint8Array.from(rows, (row) => (row[head!.indexOf('credit')] === '2' ? 1 : 0)) }
}

describe('boosted trees of German Credit', () => {
  it('rank rows they have not seen as well as those of scikit-learn and xgboost', () => {
    const { columns, yTrue } = readGerman()
    const frame = createFrame(columns)
    const params = looseParams({
      ...{ maxTrees: golden.nTrees, learningRate: golden.learningRate, maxLeaves: golden.nLeaves },
      ...{ l2: 1, minChildCount: 20, minChildWeight: 0.001 },
    })
    const names = columns.map(({ name }) => name)
    const common = { frame, characteristics: names, yTrue, watched: null, weights: null, offset: null, params, seed: 1 }
    const aucs = [0, 1, 2, 3, 4].map((fold) => {
      const rows = Array.from(yTrue, (_, row) => row)
      const result = growTrees({ ...common, development: Uint32Array.from(rows.filter((row) => row % 5 !== fold)) })
      const unseen = rows.filter((row) => row % 5 === fold)
      const { columns: cells } = takeFrameRows(frame, unseen)
      const margins = unseen.map((_, i) =>
        marginOf(result, (name) => {
          const column = cells.get(name)
          return column?.kind === 'numeric' ? column.values[i]! : null
        }),
      )
      return watchedAuc(
        Float64Array.from(margins),
        Uint8Array.from(unseen, (row) => yTrue[row]!),
      )!
    })
    const auc = aucs.reduce((sum, one) => sum + one, 0) / 5
    expect(auc).toBeGreaterThan(Math.max(golden.sklearn, golden.xgboost) - 0.0005)
  })
})
