import type { Frame, TextColumn } from '../frame/frame.ts'
import { printNumber } from '../frame/parse-number.ts'
import { printCount, printShareLimit } from './print-against.ts'
import type { QualitySchemaColumn } from './quality-report.ts'
import type { QualityRule } from './quality-rule.ts'
import { correlatedPairs } from './rules/column-rules.ts'

/** What the proposals need to know of a column's profile. */
export interface ProfiledColumn {
  readonly name: string
  readonly count: number
  readonly nMissing: number
  readonly nDistinct: number
  readonly minimum: number | null
  readonly maximum: number | null
  readonly topValues: readonly { readonly value: string; readonly count: number }[]
}

/** A rule with the reason for proposing it. */
export interface ProposedRule {
  readonly rule: QualityRule
  readonly because: string
}

/** Where proposals start from; all policy, so the caller may change each. */
export interface ProposalSettings {
  /** Texts with at most this many levels get a list of allowed values. */
  readonly maxListedLevels: number
  /** Least margin added to the observed share of missing values. */
  readonly missingMargin: number
  /** |Correlation| beyond which two columns count as the same. */
  readonly maxCorrelation: number
  /** Features with distinct values beyond this share of rows are taken for identifiers. */
  readonly maxDistinctShare: number
}

export const DEFAULT_PROPOSAL_SETTINGS: ProposalSettings = {
  maxListedLevels: 20,
  missingMargin: 0.01,
  maxCorrelation: 0.99,
  maxDistinctShare: 0.5,
}

/**
 * Default rules for a dataset, proposed from its profile; every proposal says why. The data itself passes them, except where a
 * proposal states a demand the data breaks (a key that repeats, a constant, two columns that say the same).
 *
 * Missing values: the observed share p plus the larger of the margin and three standard errors √(p(1 − p)/n), rounded up to
 * whole percent; none observed in an identifier or the target: none allowed. Ranges: quantities bounded by nature (shares in [0, 1]; percentages and the like in [0, 100]) keep
 * their observed ends as a warning; of others only the sign is kept, since the largest amount so far is no law.
 *
 * @param schema - columns with type and role (`identifier`, `target`, `ignore`, …)
 * @param profiles - one per column; a column without one gets a type rule only
 * @param frame - the data, for allowed values and correlations; without it these are left out
 * @param target - event of the target, for the imbalance rule
 * @param settings - limits the proposals start from
 */
export function proposeRules(
  schema: readonly QualitySchemaColumn[],
  profiles: readonly ProfiledColumn[],
  frame?: Frame | undefined,
  target?: { readonly column: string; readonly eventValue: string; readonly eventShare: number } | undefined,
  settings: ProposalSettings = DEFAULT_PROPOSAL_SETTINGS,
): ProposedRule[] {
  const used = schema.filter((column) => column.role !== 'ignore')
  const byName = new Map(profiles.map((profile) => [profile.name, profile]))
  return [
    ...(used.length === 0 ? [] : [schemaProposal(used)]),
    {
      rule: { id: 'duplicate-rows', severity: 'warning', kind: 'duplicateRows', maximum: 0 },
      because: 'A row that repeats another in every column is counted twice by every statistic.',
    },
    ...used.flatMap((column) => {
      const profile = byName.get(column.name)
      const ofType = typeProposal(column)
      return profile === undefined ? [ofType] : [ofType, ...columnProposals(column, profile, frame, settings)]
    }),
    ...(target === undefined ? [] : [imbalanceProposal(target)]),
    ...(frame === undefined ? [] : correlationProposals(used, frame, settings)),
  ]
}

function schemaProposal(used: readonly QualitySchemaColumn[]): ProposedRule {
  return {
    rule: { id: 'schema', severity: 'error', kind: 'schema', present: used.map((column) => column.name) },
    because: `The dataset has ${printCount(used.length, 'column')} of these names, and what is built on it needs them.`,
  }
}

function typeProposal(column: QualitySchemaColumn): ProposedRule {
  const format = column.dateFormat === undefined ? {} : { format: column.dateFormat }
  return {
    rule: {
      id: `type:${column.name}`,
      severity: 'error',
      kind: 'type',
      column: column.name,
      type: column.type,
      ...format,
    },
    because: `The column was imported as ${column.type}; another type means another file layout.`,
  }
}

function columnProposals(
  column: QualitySchemaColumn,
  profile: ProfiledColumn,
  frame: Frame | undefined,
  settings: ProposalSettings,
): ProposedRule[] {
  const isIdentifier = column.role === 'identifier'
  const isFeature = column.role === undefined || column.role === 'feature'
  return [
    ...missingProposal(column, profile, settings),
    ...(isIdentifier ? [uniqueProposal(column)] : []),
    ...(isIdentifier ? [] : [constantProposal(column, profile)]),
    ...(isIdentifier || column.type !== 'numeric' ? [] : rangeProposal(column, profile)),
    ...(isIdentifier || column.type !== 'text' ? [] : levelsProposal(column, frame, settings)),
    ...(isFeature && column.type === 'text' ? [cardinalityProposal(column, profile, settings)] : []),
  ]
}

function missingProposal(
  column: QualitySchemaColumn,
  profile: ProfiledColumn,
  settings: ProposalSettings,
): ProposedRule[] {
  if (profile.count === 0) return []
  const head = { id: `missing:${column.name}`, kind: 'missingShare', column: column.name } as const
  const isKey = column.role === 'identifier' || column.role === 'target'
  if (isKey && profile.nMissing === 0) {
    return [
      {
        rule: { ...head, severity: 'error', maximum: 0 },
        because: `None of ${printCount(profile.count, 'row')} is missing, and the ${column.role} must be known in every row.`,
      },
    ]
  }
  const share = profile.nMissing / profile.count
  const margin = Math.max(settings.missingMargin, 3 * Math.sqrt((share * (1 - share)) / profile.count))
  const maximum = Math.ceil((share + margin) * 100 - 1e-9) / 100
  if (maximum >= 1) return []
  return [
    {
      rule: { ...head, severity: 'warning', maximum },
      because: `${profile.nMissing} of ${printCount(profile.count, 'row')} are missing; the limit adds the larger of ${printShareLimit(settings.missingMargin)} and three standard errors, rounded up to whole percent.`,
    },
  ]
}

function uniqueProposal(column: QualitySchemaColumn): ProposedRule {
  return {
    rule: { id: `unique:${column.name}`, severity: 'error', kind: 'unique', columns: [column.name] },
    because: 'The column is an identifier, so no two rows may share its value.',
  }
}

function constantProposal(column: QualitySchemaColumn, profile: ProfiledColumn): ProposedRule {
  return {
    rule: { id: `constant:${column.name}`, severity: 'warning', kind: 'constant', column: column.name },
    because: `The column has ${printCount(profile.nDistinct, 'distinct value')}; a column that never varies tells nothing.`,
  }
}

function rangeProposal(column: QualitySchemaColumn, profile: ProfiledColumn): ProposedRule[] {
  const { minimum, maximum } = profile
  if (minimum === null || maximum === null || minimum < 0 || !Number.isFinite(maximum)) return []
  const head = { id: `range:${column.name}`, severity: 'warning', kind: 'range', column: column.name } as const
  if (maximum > 100) {
    return [
      {
        rule: { ...head, minimum: 0, maximum: null },
        because: `No value is negative among ${printNumber(minimum)} to ${printNumber(maximum)}; the largest so far is no limit of nature.`,
      },
    ]
  }
  const scale = maximum <= 1 ? 'a share in [0, 1]' : 'a quantity in [0, 100]'
  return [
    {
      rule: { ...head, minimum, maximum },
      because: `The column looks like ${scale}; the limits are its observed ends.`,
    },
  ]
}

function levelsProposal(
  column: QualitySchemaColumn,
  frame: Frame | undefined,
  settings: ProposalSettings,
): ProposedRule[] {
  const data = frame?.columns.get(column.name)
  if (data === undefined || data.kind !== 'text') return []
  const values = occurringLevels(data)
  if (values.length === 0 || values.length > settings.maxListedLevels) return []
  return [
    {
      rule: { id: `values:${column.name}`, severity: 'warning', kind: 'allowedValues', column: column.name, values },
      because: `The column has ${printCount(values.length, 'distinct text')} only; another one is a new code or a misspelling.`,
    },
  ]
}

function cardinalityProposal(
  column: QualitySchemaColumn,
  profile: ProfiledColumn,
  settings: ProposalSettings,
): ProposedRule {
  return {
    rule: {
      id: `cardinality:${column.name}`,
      severity: 'warning',
      kind: 'highCardinality',
      column: column.name,
      maximumShare: settings.maxDistinctShare,
    },
    because: `The column has ${printCount(profile.nDistinct, 'distinct text')}; a text that is new in most rows names rows rather than describing them.`,
  }
}

function imbalanceProposal(target: {
  readonly column: string
  readonly eventValue: string
  readonly eventShare: number
}): ProposedRule {
  const minimum = Math.floor(target.eventShare * 50) / 100
  return {
    rule: {
      id: 'imbalance',
      severity: 'warning',
      kind: 'imbalance',
      column: target.column,
      eventValue: target.eventValue,
      minimum,
    },
    because:
      'The limit is half the observed share of events, rounded down to whole percent: a sample with fewer is another population.',
  }
}

function correlationProposals(
  used: readonly QualitySchemaColumn[],
  frame: Frame,
  settings: ProposalSettings,
): ProposedRule[] {
  const names = new Set(
    used.filter((column) => column.role === undefined || column.role === 'feature').map((column) => column.name),
  )
  const columns = new Map([...frame.columns].filter(([name]) => names.has(name)))
  return correlatedPairs({ ...frame, columns })
    .filter((pair) => Math.abs(pair.r) > settings.maxCorrelation)
    .map(({ a, b }) => ({
      rule: {
        id: `correlation:${JSON.stringify([a, b])}`,
        severity: 'warning',
        kind: 'correlation',
        columns: [a, b],
        maximum: settings.maxCorrelation,
      },
      because: `"${a}" and "${b}" say nearly the same: one of them is redundant.`,
    }))
}

function occurringLevels(column: TextColumn): string[] {
  const used = new Set(column.codes)
  return [...new Set(column.levels.filter((_, code) => used.has(code)))].sort((a, b) => (a < b ? -1 : 1))
}
