import { describe, expect, it } from 'vitest'
import { createFrame } from '../../../../src/main/core/frame/frame.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'
import { type RunSearchInput, runSearch } from '../../../../src/main/jobs/tasks/run-search.ts'
import type { TaskContext } from '../../../../src/main/jobs/tasks/task-context.ts'
import type { DatasetReader } from '../../../../src/main/store/open-database.ts'
import { gbdtParamsSchema, type SearchTrial, scorecardParamsSchema } from '../../../../src/shared/contract/index.ts'
import { datasetVersion } from '../../store/record-fixtures.ts'

const N = 300
const random = createRandom(7)
const amount = Float64Array.from({ length: N }, () => random.nextDouble())
const codes = Int32Array.from({ length: N }, () => random.nextBelow(3))
const outcome = Float64Array.from(amount, (value, i) => (value + codes[i]! / 3 + random.nextDouble() > 1.6 ? 1 : 0))
const FRAME = createFrame([
  { kind: 'numeric', name: 'amount', values: amount },
  { kind: 'text', name: 'purpose', codes, levels: ['a', 'b', 'c'] },
  { kind: 'numeric', name: 'bad', values: outcome },
])

const COMMON = {
  datasetVersionId: 'dataset-1',
  target: { column: 'bad', eventValue: '1' },
  characteristics: ['amount', 'purpose'],
  seed: 3,
  strategy: 'successiveHalving',
  trials: 7,
  folds: 3,
  done: [],
} as const
const L2 = { path: 'l2', range: { minimum: 0.1, maximum: 10, scale: 'log' } } as const
const INPUTS: readonly RunSearchInput[] = [
  {
    ...COMMON,
    method: 'scorecard',
    params: scorecardParamsSchema.parse({}),
    dimensions: [{ path: 'binning.maxBins', range: { minimum: 2, maximum: 8, scale: 'integer' } }, L2],
  },
  {
    ...COMMON,
    method: 'gbdt',
    params: gbdtParamsSchema.parse({ maxTrees: 8, minChildCount: 5, rowShare: 0.8 }),
    dimensions: [{ path: 'maxLeaves', range: { minimum: 2, maximum: 8, scale: 'integer' } }, L2],
  },
]

/** Runs the task on the frame above; what it hands over is kept, as it would be after crossing to the main thread. */
function run(input: RunSearchInput, done: readonly SearchTrial[]) {
  const parts: SearchTrial[] = []
  const reader: Partial<DatasetReader> = { readVersion: () => datasetVersion(), readFrame: () => FRAME }
  const context: TaskContext = {
    report: () => undefined,
    part: (part) => parts.push(JSON.parse(JSON.stringify(part))),
    openReader: () => reader as DatasetReader,
  }
  return { report: runSearch({ ...input, done }, context), parts }
}

describe.each(INPUTS)('a search of hyper-parameters of a $method', (input) => {
  const whole = run(input, [])

  it('hands over every trial as it finishes', () => {
    expect(whole.parts).toEqual(whole.report.trials)
    expect(whole.parts.map(({ round }) => round)).toEqual([1, 1, 1, 1, 1, 1, 1, 2, 2, 2])
    expect(whole.report.best).not.toBeNull()
  })

  it.each([1, 4, 7, 8, 10])('computes only what is left after %i trials, and ends alike', (nDone) => {
    const rest = run(input, whole.parts.slice(0, nDone))
    expect(rest.parts).toEqual(whole.parts.slice(nDone))
    expect(rest.report).toEqual(whole.report)
  })
})
