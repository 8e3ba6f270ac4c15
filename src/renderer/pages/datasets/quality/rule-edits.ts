import type { QualityRule, QualityRuleKind, Severity } from '../../../../shared/contract/index.ts'

/** The rules being edited, with the way back: each step carries the name of what was done. */
export interface RulesDraft {
  readonly rules: readonly QualityRule[]
  readonly past: readonly { readonly action: string; readonly rules: readonly QualityRule[] }[]
}

export type RuleEdit =
  | { readonly do: 'add'; readonly kind: QualityRuleKind; readonly column: string }
  | { readonly do: 'change'; readonly id: string; readonly rule: QualityRule }
  | { readonly do: 'duplicate'; readonly id: string }
  | { readonly do: 'remove'; readonly id: string }
  | { readonly do: 'severity'; readonly id: string; readonly severity: Severity }
  | { readonly do: 'replace'; readonly rules: readonly QualityRule[]; readonly action: string }
  | { readonly do: 'undo' }

const MAX_PAST = 50

/** A draft of rules not yet touched. */
export function startDraft(rules: readonly QualityRule[]): RulesDraft {
  return { rules, past: [] }
}

/** The draft after one step; undo takes the last one back. */
export function editRules(draft: RulesDraft, edit: RuleEdit): RulesDraft {
  switch (edit.do) {
    case 'add': {
      const rule = blankRule(edit.kind, edit.column, freeId(draft.rules, idFor(edit.kind, edit.column)))
      return step(draft, `add rule ${rule.id}`, [rule, ...draft.rules])
    }
    case 'change':
      return step(
        draft,
        `change rule ${edit.id}`,
        draft.rules.map((rule) => (rule.id === edit.id ? edit.rule : rule)),
      )
    case 'duplicate':
      return step(
        draft,
        `duplicate rule ${edit.id}`,
        draft.rules.flatMap((rule) =>
          rule.id === edit.id ? [rule, { ...rule, id: freeId(draft.rules, rule.id) }] : [rule],
        ),
      )
    case 'remove':
      return step(
        draft,
        `remove rule ${edit.id}`,
        draft.rules.filter((rule) => rule.id !== edit.id),
      )
    case 'severity':
      return step(
        draft,
        `make rule ${edit.id} ${severityPhrase(edit.severity)}`,
        draft.rules.map((rule) => (rule.id === edit.id ? { ...rule, severity: edit.severity } : rule)),
      )
    case 'replace':
      return step(draft, edit.action, edit.rules)
    case 'undo': {
      const last = draft.past.at(-1)
      return last === undefined ? draft : { rules: last.rules, past: draft.past.slice(0, -1) }
    }
  }
}

/** "remove rule age-range", or null if there is nothing to take back. */
export function undoName(draft: RulesDraft): string | null {
  return draft.past.at(-1)?.action ?? null
}

/** Whether two lists demand the same, in the same order. */
export function sameRules(a: readonly QualityRule[], b: readonly QualityRule[]): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** An id no other rule has: "name", "name-2", "name-3". */
export function freeId(rules: readonly QualityRule[], wanted: string): string {
  const taken = new Set(rules.map((rule) => rule.id))
  if (!taken.has(wanted)) return wanted
  const stem = wanted.replace(/-\d+$/, '')
  for (let number = 2; ; number++) if (!taken.has(`${stem}-${number}`)) return `${stem}-${number}`
}

/** A rule of a kind that demands nothing surprising yet. */
export function blankRule(kind: QualityRuleKind, column: string, id: string): QualityRule {
  const head = { id, severity: 'warning' as const }
  switch (kind) {
    case 'schema':
      return { ...head, kind, present: [column] }
    case 'type':
      return { ...head, kind, column, type: 'numeric' }
    case 'range':
      return { ...head, kind, column, minimum: null, maximum: null }
    case 'allowedValues':
      return { ...head, kind, column, values: [] }
    case 'pattern':
      return { ...head, kind, column, pattern: '^.+$' }
    case 'missingShare':
      return { ...head, kind, column, maximum: 0 }
    case 'duplicateRows':
      return { ...head, kind, maximum: 0 }
    case 'unique':
      return { ...head, kind, columns: [column] }
    case 'highCardinality':
      return { ...head, kind, column, maximumDistinct: 100 }
    case 'constant':
      return { ...head, kind, column }
    case 'correlation':
      return { ...head, kind, maximum: 0.99 }
    case 'imbalance':
      return { ...head, kind, column, eventValue: '1', minimum: 0.01 }
    case 'rowCount':
      return { ...head, kind, minimum: 1, maximum: null }
    case 'reference':
      return { ...head, kind, column, dataset: '', referenceColumn: column }
    case 'expression':
      return { ...head, kind, expression: 'true' }
    case 'dateRange':
      return { ...head, kind, column, minimum: null, maximum: null }
  }
}

const WITHOUT_COLUMN: ReadonlySet<QualityRuleKind> = new Set([
  'schema',
  'duplicateRows',
  'correlation',
  'rowCount',
  'expression',
])

function idFor(kind: QualityRuleKind, column: string): string {
  return (WITHOUT_COLUMN.has(kind) ? kind : `${column}-${kind}`).slice(0, 90)
}

function severityPhrase(severity: Severity): string {
  return severity === 'information' ? 'information' : severity === 'error' ? 'an error' : 'a warning'
}

function step(draft: RulesDraft, action: string, rules: readonly QualityRule[]): RulesDraft {
  return { rules, past: [...draft.past, { action, rules: draft.rules }].slice(-MAX_PAST) }
}
