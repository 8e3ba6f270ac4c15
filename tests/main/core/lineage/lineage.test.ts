import { describe, expect, it } from 'vitest'
import { buildLineage, lineageOf } from '../../../../src/main/core/lineage/build-lineage.ts'
import type { LineageDataset, LineageProduct } from '../../../../src/main/core/lineage/lineage-records.ts'
import { openLineageEvents } from '../../../../src/main/core/lineage/open-lineage.ts'

const AT = '2026-01-15T09:00:00.000Z'

function dataset(id: string, rest: Partial<LineageDataset> = {}): LineageDataset {
  return {
    id,
    name: 'loans',
    version: 1,
    contentHash: 'c'.repeat(64),
    nRows: 10,
    nColumns: 3,
    source: { fileName: 'loans.csv', sha256: 'a'.repeat(64) },
    parent: null,
    createdAt: AT,
    createdBy: 'ada',
    ...rest,
  }
}

function product(id: string, kind: LineageProduct['kind'], from: readonly string[]): LineageProduct {
  return {
    id,
    kind,
    label: id,
    detail: '',
    hash: null,
    from: from.map((source) => ({ id: source, label: 'used' })),
    createdAt: AT,
    createdBy: 'ada',
  }
}

const DATASETS = [
  dataset('dv_1'),
  dataset('dv_2', { version: 2, parent: { id: 'dv_1', kind: 'derive' } }),
  dataset('dv_9', { name: 'other', source: { fileName: 'o.csv', sha256: 'b'.repeat(64) } }),
]
const PRODUCTS = [
  product('mv_1', 'model', ['dv_2']),
  product('ev_1', 'evidence', ['mv_1', 'dv_2']),
  product('pk_1', 'pack', ['mv_1', 'ev_1']),
  product('mv_9', 'model', ['dv_9', 'dv_gone']),
]

describe('buildLineage', () => {
  it('leads from the file over versions to models, evidence and packs', () => {
    const { nodes, edges } = buildLineage(DATASETS, PRODUCTS)
    expect(nodes.map((node) => node.id)).toEqual([
      'file_aaaaaaaaaaaa',
      'dv_1',
      'dv_2',
      'file_bbbbbbbbbbbb',
      'dv_9',
      'mv_1',
      'ev_1',
      'pk_1',
      'mv_9',
    ])
    expect(edges.filter((edge) => edge.to === 'dv_2')).toEqual([{ from: 'dv_1', to: 'dv_2', label: 'steps' }])
    expect(edges.some((edge) => edge.from === 'dv_gone')).toBe(false)
  })

  it('shows a file imported twice as one node, and the file of an incremental import', () => {
    const appended = dataset('dv_3', {
      version: 3,
      parent: { id: 'dv_1', kind: 'append' },
      source: { fileName: 'may.csv', sha256: 'd'.repeat(64) },
    })
    const { nodes, edges } = buildLineage([dataset('dv_1'), dataset('dv_8', { name: 'again' }), appended], [])
    expect(nodes.filter((node) => node.kind === 'file').map((node) => node.label)).toEqual(['loans.csv', 'may.csv'])
    expect(edges.filter((edge) => edge.to === 'dv_3').map((edge) => edge.label)).toEqual(['imported', 'continued by'])
  })
})

describe('lineageOf', () => {
  it('keeps what the object came from and what was made of it, nothing beside it', () => {
    const graph = buildLineage([...DATASETS, dataset('dv_4', { parent: { id: 'dv_1', kind: 'derive' } })], PRODUCTS)
    expect(lineageOf(graph, 'dv_2').nodes.map((node) => node.id)).toEqual([
      'file_aaaaaaaaaaaa',
      'dv_1',
      'dv_2',
      'mv_1',
      'ev_1',
      'pk_1',
    ])
    expect(lineageOf(graph, 'nowhere')).toEqual({ nodes: [], edges: [] })
  })
})

describe('openLineageEvents', () => {
  it('writes one completed run for everything that was made, with the same ids each time', () => {
    const graph = buildLineage(DATASETS, PRODUCTS)
    const events = openLineageEvents(graph, 'assay:w1', 'https://example.org/assay/1')
    expect(events).toHaveLength(7)
    expect(events[0]).toMatchObject({
      eventType: 'COMPLETE',
      eventTime: AT,
      job: { namespace: 'assay:w1', name: 'dataset.create' },
      inputs: [{ namespace: 'file', name: 'loans.csv', facets: { version: { datasetVersion: 'a'.repeat(64) } } }],
      outputs: [{ namespace: 'assay:w1', name: 'dv_1' }],
    })
    expect(
      events.every((event) =>
        /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(event.run.runId),
      ),
    ).toBe(true)
    expect(new Set(events.map((event) => event.run.runId)).size).toBe(7)
    expect(openLineageEvents(graph, 'assay:w1', 'https://example.org/assay/1')).toEqual(events)
  })
})
