import type { QualityRule, QualityRuleKind } from '../../../../shared/contract/index.ts'

/** How one part of a rule is asked for on the form. */
export interface RuleField {
  readonly key: string
  readonly label: string
  readonly input: 'column' | 'columns' | 'pair' | 'number' | 'share' | 'count' | 'text' | 'flag' | 'values' | 'choice'
  /** Left empty, the part is left out, or null where the rule needs a word about "no limit". */
  readonly whenEmpty?: 'absent' | 'null'
  readonly hint?: string
  readonly choices?: readonly string[]
}

interface RuleKindText {
  readonly word: string
  readonly meaning: string
  readonly fields: readonly RuleField[]
}

const COLUMN: RuleField = { key: 'column', label: 'Column', input: 'column' }
const MINIMUM: RuleField = { key: 'minimum', label: 'Minimum', input: 'number', whenEmpty: 'null', hint: 'Empty: none' }
const MAXIMUM: RuleField = { key: 'maximum', label: 'Maximum', input: 'number', whenEmpty: 'null', hint: 'Empty: none' }
const FORMAT: RuleField = {
  key: 'format',
  label: 'Date format',
  input: 'text',
  whenEmpty: 'absent',
  hint: 'Such as YYYY-MM-DD; empty: that of the column',
}

/** Every kind of rule: its word, what it demands, and what the form asks. */
export const RULE_KIND_TEXTS: Readonly<Record<QualityRuleKind, RuleKindText>> = {
  schema: {
    word: 'Columns present',
    meaning: 'Columns that must be there, and columns that must not.',
    fields: [
      { key: 'present', label: 'Must be there', input: 'columns' },
      { key: 'absent', label: 'Must not be there', input: 'columns', whenEmpty: 'absent' },
      { key: 'isClosed', label: 'No other columns', input: 'flag' },
    ],
  },
  type: {
    word: 'Type',
    meaning: 'The column has this type.',
    fields: [COLUMN, { key: 'type', label: 'Type', input: 'choice', choices: ['numeric', 'text', 'date'] }, FORMAT],
  },
  range: {
    word: 'Range',
    meaning: 'Every number lies within the limits.',
    fields: [
      COLUMN,
      MINIMUM,
      MAXIMUM,
      { key: 'isMinimumExcluded', label: 'Above the minimum, not at it', input: 'flag' },
      { key: 'isMaximumExcluded', label: 'Below the maximum, not at it', input: 'flag' },
    ],
  },
  allowedValues: {
    word: 'Allowed values',
    meaning: 'Every value is one of a list.',
    fields: [
      COLUMN,
      { key: 'values', label: 'Values, one a line', input: 'values' },
      { key: 'allowMissing', label: 'May be missing', input: 'flag' },
    ],
  },
  pattern: {
    word: 'Pattern',
    meaning: 'A regular expression is found in every text.',
    fields: [
      COLUMN,
      { key: 'pattern', label: 'Regular expression', input: 'text', hint: '^…$ ties it to the whole text' },
    ],
  },
  missingShare: {
    word: 'Missing',
    meaning: 'At most this share of the rows is missing.',
    fields: [COLUMN, { key: 'maximum', label: 'Largest share, 0 to 1', input: 'share' }],
  },
  duplicateRows: {
    word: 'Duplicate rows',
    meaning: 'At most so many rows repeat an earlier one.',
    fields: [
      {
        key: 'columns',
        label: 'Over these columns',
        input: 'columns',
        whenEmpty: 'absent',
        hint: 'Empty: all columns',
      },
      { key: 'maximum', label: 'Largest number of rows', input: 'count' },
    ],
  },
  unique: {
    word: 'Unique key',
    meaning: 'No two rows share these columns.',
    fields: [
      { key: 'columns', label: 'Key', input: 'columns' },
      { key: 'allowMissing', label: 'Leave out rows with a missing part', input: 'flag' },
    ],
  },
  highCardinality: {
    word: 'Number of values',
    meaning: 'At most so many distinct values.',
    fields: [
      COLUMN,
      { key: 'maximumDistinct', label: 'Largest number', input: 'count', whenEmpty: 'absent' },
      { key: 'maximumShare', label: 'Largest share of the values, 0 to 1', input: 'share', whenEmpty: 'absent' },
    ],
  },
  constant: { word: 'Not constant', meaning: 'The column holds at least two values.', fields: [COLUMN] },
  correlation: {
    word: 'Correlation',
    meaning: 'No two numbers are correlated more strongly.',
    fields: [
      {
        key: 'columns',
        label: 'Two columns',
        input: 'pair',
        whenEmpty: 'absent',
        hint: 'Empty: every pair of numbers',
      },
      { key: 'maximum', label: 'Largest |correlation|, 0 to 1', input: 'share' },
    ],
  },
  imbalance: {
    word: 'Share of events',
    meaning: 'At least this share of the known outcomes is the event.',
    fields: [
      COLUMN,
      { key: 'eventValue', label: 'Value of the event', input: 'text' },
      { key: 'minimum', label: 'Smallest share, 0 to 1', input: 'share' },
    ],
  },
  rowCount: {
    word: 'Number of rows',
    meaning: 'The number of rows lies within the limits.',
    fields: [
      { ...MINIMUM, input: 'count' },
      { ...MAXIMUM, input: 'count' },
    ],
  },
  reference: {
    word: 'Reference',
    meaning: 'Every value occurs in a column of another data set.',
    fields: [
      COLUMN,
      { key: 'dataset', label: 'Other data set', input: 'text' },
      { key: 'referenceColumn', label: 'Its column', input: 'text' },
    ],
  },
  expression: {
    word: 'Business rule',
    meaning: 'An expression is true for every row.',
    fields: [{ key: 'expression', label: 'Expression', input: 'text', hint: 'Such as bill >= 0 and bill <= limit' }],
  },
  dateRange: {
    word: 'Date range',
    meaning: 'Every date lies within the limits.',
    fields: [
      COLUMN,
      { key: 'minimum', label: 'First day', input: 'text', whenEmpty: 'null', hint: 'YYYY-MM-DD; empty: none' },
      { key: 'maximum', label: 'Last day', input: 'text', whenEmpty: 'null', hint: 'YYYY-MM-DD; empty: none' },
      FORMAT,
    ],
  },
}

/** The parts of a rule that its form asks for, by key. */
export function ruleParts(rule: QualityRule): Readonly<Record<string, unknown>> {
  return rule
}

/** The demand in one line. */
export function ruleText(rule: QualityRule): string {
  switch (rule.kind) {
    case 'schema':
      return `${rule.present.length} columns must be there${rule.isClosed === true ? ', no others' : ''}`
    case 'type':
      return `${rule.column} is ${rule.type}`
    case 'range':
      return `${rule.column} ${limitsText(rule.minimum, rule.maximum, rule.isMinimumExcluded, rule.isMaximumExcluded)}`
    case 'dateRange':
      return `${rule.column} ${limitsText(rule.minimum, rule.maximum, false, false)}`
    case 'allowedValues':
      return `${rule.column} is one of ${listText(rule.values.map(String))}`
    case 'pattern':
      return `${rule.column} matches ${rule.pattern}`
    case 'missingShare':
      return `${rule.column}: missing ≤ ${percent(rule.maximum)}`
    case 'duplicateRows':
      return `at most ${rule.maximum} repeated rows${rule.columns === undefined ? '' : ` over ${listText(rule.columns)}`}`
    case 'unique':
      return `${listText(rule.columns)} is a key`
    case 'highCardinality':
      return `${rule.column}: ${cardinalityText(rule.maximumDistinct, rule.maximumShare)}`
    case 'constant':
      return `${rule.column} varies`
    case 'correlation':
      return `|correlation| of ${rule.columns === undefined ? 'every two numbers' : rule.columns.join(' and ')} ≤ ${rule.maximum}`
    case 'imbalance':
      return `share of ${rule.column} = ${rule.eventValue} ≥ ${percent(rule.minimum)}`
    case 'rowCount':
      return `rows ${limitsText(rule.minimum, rule.maximum, false, false)}`
    case 'reference':
      return `${rule.column} occurs in ${rule.dataset}, ${rule.referenceColumn}`
    case 'expression':
      return rule.expression
  }
}

function limitsText(
  minimum: number | string | null,
  maximum: number | string | null,
  isMinimumExcluded: boolean | undefined,
  isMaximumExcluded: boolean | undefined,
): string {
  const parts = [
    minimum === null ? null : `${isMinimumExcluded === true ? '>' : '≥'} ${minimum}`,
    maximum === null ? null : `${isMaximumExcluded === true ? '<' : '≤'} ${maximum}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'without limits' : parts.join(' and ')
}

function cardinalityText(distinct: number | undefined, share: number | undefined): string {
  const parts = [
    distinct === undefined ? null : `at most ${distinct} distinct values`,
    share === undefined ? null : `distinct values ≤ ${percent(share)} of the values`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'no limit yet' : parts.join(', ')
}

/** As exact as it was said: 0.005 is 0.5%. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(12))}%`
}

function listText(items: readonly string[]): string {
  const shown = items.slice(0, 5).join(', ')
  return items.length > 5 ? `${shown} and ${items.length - 5} more` : shown
}
