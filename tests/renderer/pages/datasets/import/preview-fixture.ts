import { USUAL_DIALECT } from '../../../../../src/renderer/pages/datasets/import/read-settings.ts'
import type { ColumnSchema, DatasetPreview } from '../../../../../src/shared/contract/index.ts'

export function column(name: string, more: Partial<ColumnSchema> = {}): ColumnSchema {
  return {
    name,
    type: 'numeric',
    role: 'feature',
    reason: 'all cells are numbers',
    nMissing: 0,
    nDistinct: 2,
    nUnparsed: 0,
    dateFormat: null,
    specialCodes: [],
    privacy: null,
    ...more,
  }
}

export function previewOf(columns: readonly ColumnSchema[], more: Partial<DatasetPreview> = {}): DatasetPreview {
  return {
    path: '/a.csv',
    fileName: 'a.csv',
    bytes: 10,
    dialect: USUAL_DIALECT,
    columns: [...columns],
    rows: [],
    values: [],
    issues: [],
    nIssues: 0,
    nRows: 3,
    suggestions: [],
    sums: [],
    isPartial: false,
    ...more,
  }
}
