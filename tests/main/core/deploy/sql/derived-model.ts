import type { BinDefinition } from '../../../../../src/main/core/binning/binned-variable.ts'
import type { ModelInput } from '../../../../../src/main/core/scorecard/model-inputs.ts'
import type { ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { checkSteps } from '../../../../../src/main/core/steps/plan-steps.ts'
import type { CaseStep } from '../../../../../src/main/core/steps/step.ts'

export const INPUTS: readonly ModelInput[] = [
  { name: 'a', type: 'numeric', dateFormat: null },
  { name: 'b', type: 'numeric', dateFormat: null },
  { name: 't', type: 'text', dateFormat: null },
  { name: 'u', type: 'text', dateFormat: null },
]

/** Derive steps by name; `checks` come last. */
export function derive(expressions: Readonly<Record<string, string>>): CaseStep[] {
  return Object.entries(expressions).map(([name, expression]) => ({
    kind: 'derive',
    name,
    expression,
    description: '',
    unit: '',
  }))
}

/** A scorecard with one characteristic per wanted derived column: numbers split at 1, texts with one known level. */
export function derivedModel(
  steps: readonly CaseStep[],
  wanted: readonly string[],
  inputs: readonly ModelInput[] = INPUTS,
  populationInputs: readonly ModelInput[] = [],
): ScorecardModel {
  const all = [...inputs, ...populationInputs]
  const types = checkSteps(new Map(all.map(({ name, type }) => [name, type === 'numeric' ? 'number' : type])), steps)
  const bin = (definition: BinDefinition) => ({
    definition,
    label: definition.kind,
    count: 1,
    share: 0.1,
    events: 0,
    nonEvents: 1,
    eventRate: 0,
    woe: 0,
    informationValue: 0,
    isAdjusted: false,
  })
  const variables = wanted.map((name) => {
    const type = types.get(name) === 'number' ? ('numeric' as const) : ('text' as const)
    const definitions: BinDefinition[] =
      type === 'numeric'
        ? [
            { kind: 'interval', lower: null, upper: 1 },
            { kind: 'interval', lower: 1, upper: null },
            { kind: 'missing' },
          ]
        : [{ kind: 'levels', levels: ['A'] }, { kind: 'missing' }, { kind: 'unseen' }]
    return {
      kind: 'binnedVariable' as const,
      name,
      type,
      trend: 'none' as const,
      splits: [],
      bins: definitions.map(bin),
      informationValue: 0,
      gini: null,
      ksStatistic: null,
      cramersV: null,
      isMonotone: true,
      zeroCellRule: '',
    }
  })
  return {
    kind: 'scorecardModel',
    formatVersion: 1,
    preprocessing: { steps: [...steps], inputs: [...inputs], populationInputs: [...populationInputs] },
    target: { column: 'y', eventValue: '1' },
    factor: 20,
    offset: 500,
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'integer' },
    variables,
    characteristics: variables.map(({ name, bins }, i) => ({
      name,
      description: null,
      coefficient: -1,
      attributes: bins.map(({ label }, k) => ({ bin: k, label, points: (k + 1) * (i + 1) })),
      meanPoints: 0,
      maximumPoints: 0,
      minimumPoints: 0,
    })),
    intercept: 0,
    developmentEventRate: 0.1,
  }
}
