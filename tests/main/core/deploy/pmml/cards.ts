import { binLabel } from '../../../../../src/main/core/binning/bin-label.ts'
import type { BinDefinition } from '../../../../../src/main/core/binning/binned-variable.ts'
import type { ModelInput } from '../../../../../src/main/core/scorecard/model-inputs.ts'
import type { Characteristic, ScorecardModel } from '../../../../../src/main/core/scorecard/scorecard-model.ts'
import { neededDerivations } from '../../../../../src/main/core/steps/derivations.ts'
import type { DeriveStep } from '../../../../../src/main/core/steps/step.ts'

export const HEADER = { name: 'Card', version: 3, contentHash: 'ab'.repeat(32), codeVersion: '1.2.3' }

/** One derived column: its levels if it is a text, columns derived before it, and inputs besides those it reads. */
export interface Derived {
  readonly expression: string
  readonly levels?: readonly string[]
  readonly before?: readonly { readonly name: string; readonly expression: string }[]
  readonly inputs?: readonly string[]
}

/** A characteristic of given bins; bin i has i + 1 points unless others are given. */
export function part(
  name: string,
  type: 'numeric' | 'text',
  definitions: readonly BinDefinition[],
  more: Partial<Characteristic> = {},
): Pick<ScorecardModel, 'variables' | 'characteristics'> {
  const attributes = definitions.map((definition, bin) => ({ bin, label: binLabel(definition, type), points: bin + 1 }))
  const bins = definitions.map((definition) => ({
    definition,
    label: binLabel(definition, type),
    count: 1,
    share: 1 / definitions.length,
    events: 0,
    nonEvents: 1,
    eventRate: 0,
    woe: 0,
    informationValue: 0,
    isAdjusted: false,
  }))
  return {
    variables: [
      {
        kind: 'binnedVariable',
        name,
        type,
        trend: 'none',
        splits: definitions.flatMap((one) => (one.kind === 'interval' && one.lower !== null ? [one.lower] : [])),
        bins,
        informationValue: 0,
        gini: null,
        ksStatistic: null,
        cramersV: null,
        isMonotone: true,
        zeroCellRule: 'none',
      },
    ],
    characteristics: [
      {
        name,
        description: null,
        coefficient: -1,
        attributes,
        meanPoints: 2.25,
        maximumPoints: definitions.length,
        minimumPoints: 1,
        ...more,
      },
    ],
  }
}

export function card(...parts: readonly Pick<ScorecardModel, 'variables' | 'characteristics'>[]): ScorecardModel {
  return {
    kind: 'scorecardModel',
    formatVersion: 1,
    target: { column: 'default', eventValue: '1' },
    factor: 20,
    offset: 10,
    scaling: { targetPoints: 600, targetOdds: 19, pointsToDoubleOdds: 50, rounding: 'none' },
    variables: parts.flatMap(({ variables }) => variables),
    characteristics: parts.flatMap(({ characteristics }) => characteristics),
    intercept: -1,
    developmentEventRate: 0.2,
  }
}

/** A card of one derived column whose score is the value of the column (−12,345 if it is missing), or a number per level. */
export function lineCard({ expression, levels, before = [], inputs = [] }: Derived): ScorecardModel {
  const steps = [...before, { name: 'derived', expression }].map(
    (step): DeriveStep => ({ kind: 'derive', description: '', unit: '', ...step }),
  )
  const names = [...new Set([...neededDerivations(steps, ['derived']).inputColumns, ...inputs])]
  const model =
    levels === undefined
      ? card(
          part('derived', 'numeric', [{ kind: 'interval', lower: null, upper: null }, { kind: 'missing' }], {
            attributes: [
              { bin: 0, label: 'All values', points: 0, pointsPerUnit: 1 },
              { bin: 1, label: 'Missing', points: -12_345 },
            ],
            range: { minimum: -8e307, maximum: 8e307 },
          }),
        )
      : card(
          part('derived', 'text', [
            ...levels.map((level): BinDefinition => ({ kind: 'levels', levels: [level] })),
            { kind: 'missing' },
            { kind: 'unseen' },
          ]),
        )
  return { ...model, preprocessing: { steps, inputs: names.map(inputOf), populationInputs: [] } }
}

function inputOf(name: string): ModelInput {
  if (name === 'd') return { name, type: 'date', dateFormat: 'YYYY-MM-DD' }
  return { name, type: name === 't' ? 'text' : 'numeric', dateFormat: null }
}
