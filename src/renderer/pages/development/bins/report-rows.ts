import type { EditedVariable } from '../../../../shared/contract/index.ts'

/** One characteristic as the report lists it. */
export interface ReportRow {
  readonly name: string
  readonly edited: EditedVariable
  readonly missingShare: number
  /** Bins that hold values: ranges, groups of levels and special codes. */
  readonly nBins: number
  readonly isEdited: boolean
  readonly isUsed: boolean
  /** "In the scorecard", or why not. */
  readonly fate: string
}

/** The characteristics, strongest first; of equal strength by name. */
export function reportRows(
  variables: readonly EditedVariable[],
  edited: ReadonlySet<string>,
  hasScorecard = true,
): ReportRow[] {
  return variables
    .map((one) => reportRow(one, edited, hasScorecard))
    .sort(
      (a, b) =>
        b.edited.variable.informationValue - a.edited.variable.informationValue || a.name.localeCompare(b.name, 'en'),
    )
}

/** The highest bad rate of any bin, so that sparklines share their scale; single bins beyond five times the average do not flatten the others. */
export function sparklineTop(rows: readonly ReportRow[], average: number): number {
  const rates = rows.flatMap(({ edited }) => edited.variable.bins.map((bin) => bin.eventRate ?? 0))
  const top = rates.reduce((highest, rate) => Math.max(highest, rate), average)
  return average > 0 ? Math.min(top, 5 * average) : top
}

/** The characteristic before or after one in a list; null at its ends. */
export function neighbour(names: readonly string[], name: string, step: 1 | -1): string | null {
  const at = names.indexOf(name)
  return at < 0 ? null : (names[at + step] ?? null)
}

/** Where the bins of a characteristic are. */
export function addressOf(name: string): string {
  return `/development/bins/${encodeURIComponent(name)}`
}

/** The name that an address means; an address may arrive decoded, half decoded or not at all. */
export function nameOfAddress(names: readonly string[], address: string): string | null {
  const written = (name: string) => encodeURIComponent(name)
  return (
    names.find((name) => name === address || written(name) === address) ??
    names.find((name) => decodeURI(written(name)) === address) ??
    null
  )
}

function reportRow(edited: EditedVariable, editedNames: ReadonlySet<string>, hasScorecard: boolean): ReportRow {
  const { variable } = edited
  const missing = variable.bins.find((bin) => bin.definition.kind === 'missing')
  return {
    name: variable.name,
    edited,
    missingShare: missing?.share ?? 0,
    nBins: variable.bins.filter(({ definition }) => definition.kind !== 'missing' && definition.kind !== 'unseen')
      .length,
    isEdited: editedNames.has(variable.name),
    isUsed: edited.coefficient !== null,
    fate:
      edited.coefficient !== null
        ? 'In the scorecard'
        : (edited.exclusion ?? (hasScorecard ? 'Left out' : 'No scorecard')),
  }
}
