import type { Cell, Step } from '../../../shared/contract/index.ts'
import { isDateFormat } from '../../core/calendar/date-format.ts'
import { EXPRESSION_FUNCTIONS } from '../../core/expression/functions.ts'
import type { Column } from '../../core/frame/frame.ts'
import { featureTemplates } from '../../core/steps/feature-templates.ts'
import { type CheckedExpression, checkExpression } from '../../jobs/tasks/check-expression.ts'
import type { SignedInCall } from '../call.ts'
import { effectivePrivacy, inheritedPrivacy } from '../effective-privacy.ts'

const N_EXAMPLE_ROWS = 20

/** Checks an expression and shows it on the first rows. */
export function checkDatasetExpression(
  input: { dataset: string; steps: Step[]; expression: string },
  call: SignedInCall,
): CheckedExpression {
  const { workspace } = call
  const version = workspace.datasets.get(input.dataset)
  const { rows } = workspace.datasets.rows(version.id, 0, N_EXAMPLE_ROWS)
  const columns = version.columns.map(({ name, type, dateFormat }, index): Column => {
    const cells = rows.map((row) => row[index]!)
    if (type === 'numeric')
      return {
        kind: 'numeric',
        name,
        values: Float64Array.from(cells, (cell) => (cell === null ? Number.NaN : Number(cell))),
      }
    return { ...textColumn(name, cells), ...(dateFormat !== null && isDateFormat(dateFormat) ? { dateFormat } : {}) }
  })
  const checked = checkExpression({ columns, steps: input.steps, expression: input.expression })
  if (checked.problem !== null) return checked
  // An expression over a masked column, or over one made of it, would show what the mask hides.
  const privacy = inheritedPrivacy(input.steps, effectivePrivacy(workspace, version))
  const isMasked = checked.columns.some((name) => privacy.get(name)?.treatment === 'mask')
  return isMasked ? { ...checked, rows: [] } : checked
}

/** The functions of the language and the domain features offered as templates. */
export function expressionReference(): {
  functions: { name: string; signature: string; description: string }[]
  features: {
    name: string
    label: string
    template: string
    slots: { name: string; description: string }[]
    description: string
    unit: string
  }[]
} {
  return {
    functions: EXPRESSION_FUNCTIONS.map(({ name, usage, summary }) => ({
      name,
      signature: usage,
      description: summary,
    })),
    features: featureTemplates.map(({ name, label, expression, needs, description, unit }) => ({
      name,
      label,
      template: expression,
      slots: needs.map((need) => ({ name: need.slot, description: need.label })),
      description,
      unit,
    })),
  }
}

function textColumn(name: string, cells: readonly Cell[]) {
  const levels = [...new Set(cells.filter((cell) => cell !== null).map(String))]
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell))))
  return { kind: 'text' as const, name, codes, levels }
}
