import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { binVariable } from '../../../../src/main/core/binning/bin-variable.ts'
import type { Trend } from '../../../../src/main/core/binning/binned-variable.ts'
import { guidedPrebins } from '../../../../src/main/core/binning/guided-prebins.ts'
import { treeEdges } from '../../../../src/main/core/binning/tree-edges.ts'
import { valueCells } from '../../../../src/main/core/binning/value-cells.ts'
import { binningParamsSchema } from '../../../../src/shared/contract/binning.ts'

interface Case {
  readonly file: string
  readonly column: string
  readonly edges: readonly number[]
  readonly best: readonly {
    readonly maxBins: number
    readonly minBinShare: number
    readonly trend: Trend
    readonly informationValue: number | null
  }[]
}

interface Golden {
  readonly sources: readonly { readonly file: string; readonly target: string; readonly event: number }[]
  readonly cases: readonly Case[]
}

const read = (path: string) => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
const golden = JSON.parse(read('tests/golden/binning-tree.json')) as Golden
const tables = new Map(golden.sources.map((source) => [source.file, { ...source, ...tableOf(read(source.file)) }]))

function tableOf(text: string): { header: readonly string[]; rows: readonly (readonly string[])[] } {
  const [header = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(','))
  return { header, rows }
}

function columnOf(file: string, name: string): { values: Float64Array; yTrue: Uint8Array } {
  const { header, rows, target, event } = tables.get(file)!
  const at = header.indexOf(name)
  const label = header.indexOf(target)
  return {
    values: Float64Array.from(rows, (row) => Number(row[at])),
    yTrue: Uint8Array.from(rows, (row) => (Number(row[label]) === event ? 1 : 0)),
  }
}

/** The pre-bins of a peer are among ours, so its best bins cannot be better than ours. */
describe('pre-bins beside those of a decision tree of another library', () => {
  it.each(golden.cases.map((one) => [one.column, one.file.split('/').at(-1), one] as const))(
    'hold its edges for %s of %s, and reach its information value under every trend and limit',
    (_column, _file, { file, column, edges, best }) => {
      const { values, yTrue } = columnOf(file, column)
      const minLeaf = Math.ceil(0.05 * values.length)
      const cells = valueCells({ values, yTrue, weights: null }, new Set())
      expect(treeEdges(cells, minLeaf, 20).map(({ value }) => value)).toEqual(expect.arrayContaining([...edges]))
      const { starts } = guidedPrebins(values, yTrue, { maxPrebins: 50, minLeaves: [minLeaf] })
      expect(starts).toEqual(expect.arrayContaining([...edges]))
      for (const { informationValue, ...limits } of best) {
        if (informationValue === null) continue
        const params = { ...binningParamsSchema.parse({}), ...limits }
        const ours = binVariable({ kind: 'numeric', name: column, values }, yTrue, params)
        expect(ours.informationValue).toBeGreaterThanOrEqual(informationValue - 1e-9)
      }
    },
  )
})
