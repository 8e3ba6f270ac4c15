import type {
  BinDefinition,
  BinnedVariable,
  EditedVariable,
  ManualBins,
} from '../../../../../src/shared/contract/index.ts'

/** Ranges with these edges, open at both ends. */
export function ranges(...edges: readonly number[]): BinDefinition[] {
  return [null, ...edges].map((lower, index) => ({ kind: 'interval', lower, upper: edges[index] ?? null }))
}

/** Groups of levels. */
export function groups(...levels: readonly (readonly string[])[]): BinDefinition[] {
  return levels.map((group) => ({ kind: 'levels', levels: [...group] }))
}

/** Bins of a person without notes. */
export function manual(...definitions: readonly BinDefinition[]): ManualBins {
  return { column: 'x', bins: definitions.map((definition) => ({ definition })) }
}

/** A binned variable of these definitions; ten cases per bin, the k-th with k events. */
export function variableOf(definitions: readonly BinDefinition[], more: Partial<BinnedVariable> = {}): BinnedVariable {
  return {
    kind: 'binnedVariable',
    name: 'x',
    type: definitions.some((one) => one.kind === 'levels') ? 'text' : 'numeric',
    trend: 'ascending',
    splits: [],
    bins: definitions.map((definition, index) => ({
      definition,
      label: `bin ${index + 1}`,
      count: 10,
      share: 1 / definitions.length,
      events: index,
      nonEvents: 10 - index,
      eventRate: index / 10,
      woe: 1 - index,
      informationValue: 0.01,
      isAdjusted: false,
    })),
    informationValue: 0.1,
    gini: 0.2,
    ksStatistic: 0.15,
    cramersV: 0.1,
    isMonotone: true,
    zeroCellRule: 'None needed.',
    ...more,
  }
}

/** The variable as the door describes it, in no scorecard and without hold-out unless said. */
export function editedOf(variable: BinnedVariable, more: Partial<EditedVariable> = {}): EditedVariable {
  return {
    variable,
    automatic: variable,
    holdout: null,
    holdoutInformationValue: null,
    stabilityIndex: null,
    points: null,
    coefficient: null,
    exclusion: null,
    ...more,
  }
}
