import type { DatasetPreview } from '../../../shared/contract/index.ts'
import type { Column } from '../../core/frame/frame.ts'
import { printNumber } from '../../core/frame/parse-number.ts'
import { proposePrivacy } from '../../core/privacy/propose-privacy.ts'
import { suggestRole } from '../../core/privacy/suggest-role.ts'

/** What the preview knows of a column. */
export interface SuggestedColumn {
  readonly cells: Column
  readonly type: 'numeric' | 'text' | 'date'
  readonly nMissing: number
  readonly nDistinct: number
}

/** Roles and privacy proposed from the names and the rows read; a person accepts or changes each. */
export function suggestColumns(columns: readonly SuggestedColumn[], nRows: number): DatasetPreview['suggestions'] {
  return columns.map(({ cells, type, nMissing, nDistinct }) => {
    const known = { name: cells.name, type, nRows, nMissing, nDistinct }
    const [proposal] = proposePrivacy([{ ...known, values: valuesOf(cells) }])
    const { class: found, confidence, evidence, suggestion, suggestedRole, roleReason } = proposal!
    const role = suggestedRole === null ? suggestRole(known, nRows) : { role: suggestedRole, reason: roleReason ?? '' }
    return {
      column: cells.name,
      role: role?.role ?? null,
      roleReason: role?.reason ?? '',
      privacy: found === null ? null : { column: cells.name, class: found, confidence, evidence, suggestion },
    }
  })
}

function* valuesOf(cells: Column): Iterable<{ text: string; count: number }> {
  if (cells.kind === 'text') {
    const used = new Set(cells.codes)
    for (const [code, text] of cells.levels.entries()) if (used.has(code)) yield { text, count: 1 }
    return
  }
  const distinct = new Set(cells.values.filter((value) => !Number.isNaN(value)))
  for (const value of distinct) yield { text: printNumber(value), count: 1 }
}
