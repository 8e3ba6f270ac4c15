import { describe, expect, it } from 'vitest'
import {
  comparableVersions,
  firstChoice,
  runOf,
} from '../../../../../src/renderer/pages/datasets/compare/compare-choices.ts'
import { keyText, schemaChanges } from '../../../../../src/renderer/pages/datasets/compare/diff-rows.ts'
import {
  driftSummary,
  driftVerdict,
  nearestPsiLimit,
  shownIndex,
  sortDrift,
} from '../../../../../src/renderer/pages/datasets/compare/drift-verdict.ts'
import { tabPlace } from '../../../../../src/renderer/pages/datasets/dataset-tab-names.ts'
import type { DataEvidenceSummary, DatasetSummary } from '../../../../../src/shared/contract/index.ts'
import { columnDrift } from '../../../../charts/data-chart-examples.ts'

const version = (id: string, name: string, number: number) =>
  ({ id, name, version: number, createdAt: `2026-01-0${number}T00:00:00.000Z`, parent: null }) as DatasetSummary

describe('verdicts on drift', () => {
  it('hold the customary limits, the limit itself on the worse side', () => {
    const verdicts = [0, 0.0999, 0.1, 0.2499, 0.25].map((index) => driftVerdict(columnDrift('x', index)))
    expect(verdicts).toEqual(['withinTolerance', 'withinTolerance', 'investigate', 'investigate', 'breach'])
  })

  it('use the index that counts an empty bin as half a row only where there is no other', () => {
    expect(shownIndex(columnDrift('x', 0.05, 0.3)).value).toBe(0.05)
    expect(driftVerdict(columnDrift('x', null, 0.3))).toBe('breach')
    expect(driftVerdict(columnDrift('x', null))).toBe('notAssessed')
  })

  it('sort worst first and count each', () => {
    const columns = [columnDrift('a', 0.01), columnDrift('b', null), columnDrift('c', 0.3), columnDrift('d', 0.15)]
    expect(sortDrift(columns).map((one) => one.column)).toEqual(['c', 'd', 'b', 'a'])
    expect(driftSummary(columns)).toEqual({
      verdict: 'breach',
      counts: { breach: 1, investigate: 1, notAssessed: 1, withinTolerance: 1 },
    })
    expect(driftSummary([columnDrift('b', null)]).verdict).toBe('notAssessed')
  })

  it('print against the limit that is near', () => {
    expect(nearestPsiLimit(0.0999)).toBe(0.1)
    expect(nearestPsiLimit(0.2499)).toBe(0.25)
  })
})

describe('what to compare with', () => {
  const [v1, v2, v3, other] = [
    version('1', 'loans', 1),
    version('2', 'loans', 2),
    version('3', 'loans', 3),
    version('9', 'cars', 1),
  ]

  it('is the parent, else the version before, else any', () => {
    const parent = { id: '1', kind: 'derive' as const }
    expect(firstChoice({ name: 'loans', version: 3, parent }, [other, v2, v1])?.id).toBe('1')
    expect(firstChoice({ name: 'loans', version: 3, parent: null }, [other, v1, v2])?.id).toBe('2')
    expect(firstChoice({ name: 'loans', version: 1, parent: null }, [other, v3])?.id).toBe('3')
    expect(firstChoice({ name: 'x', version: 1, parent: null }, [other])?.id).toBe('9')
    expect(firstChoice({ name: 'x', version: 1, parent: null }, [])).toBeNull()
  })

  it('is never the version itself', () => {
    expect(comparableVersions([v1, v3, v2], '2').map((item) => item.id)).toEqual(['3', '1'])
  })

  it('shows only runs about this pair', () => {
    const run = (id: string, otherVersionId: string) => ({ id, otherVersionId }) as DataEvidenceSummary
    const runs = [run('r3', '9'), run('r2', '1'), run('r1', '1')]
    expect(runOf(runs, '1', null)).toBe('r2')
    expect(runOf(runs, '1', 'r1')).toBe('r1')
    expect(runOf(runs, '1', 'r3')).toBe('r2')
    expect(runOf(runs, '7', 'r3')).toBeNull()
  })
})

describe('a difference', () => {
  it('lists columns added, removed and changed', () => {
    const before = { type: 'text', role: 'feature' }
    const changed = [
      { column: 'c', before, after: { type: 'numeric', role: 'feature' } },
      { column: 'd', before, after: { type: 'text', role: 'ignore' } },
      { column: 'e', before, after: { type: 'numeric', role: 'ignore' } },
    ]
    const rows = schemaChanges({ added: ['a'], removed: ['b'], changed, isReordered: false })
    expect(rows.map((row) => row.what)).toEqual(['Added', 'Removed', 'Type', 'Role', 'Type and role'])
    expect(rows[2]).toMatchObject({ before: 'text, feature', after: 'numeric, feature' })
  })

  it('prints keys of several parts', () => {
    expect(keyText(['A', 7, null])).toBe('A, 7, (missing)')
  })
})

describe('addresses of the dataset page', () => {
  it('name a tab and what is open in it', () => {
    expect(tabPlace('quality', 'dq_1')).toEqual({ tab: 'quality', item: 'dq_1' })
    expect(tabPlace(null, null)).toEqual({ tab: 'profile', item: null })
    expect(tabPlace('columns', null)).toEqual({ tab: 'profile', item: null })
    expect(tabPlace('association', null)).toEqual({ tab: 'profile', item: 'associations' })
    expect(tabPlace('drift', null)).toEqual({ tab: 'compare', item: 'drift' })
  })
})
