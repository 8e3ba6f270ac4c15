import type { BinnedVariable, BinningParams } from '../binning/binned-variable.ts'
import type { Preprocessing } from './model-inputs.ts'

/** The column to be predicted and the value that means the event. */
export interface Target {
  readonly column: string
  readonly eventValue: string
}

/** How log odds become points. */
export interface Scaling {
  readonly targetPoints: number
  /** Good-to-bad odds at the target points. */
  readonly targetOdds: number
  readonly pointsToDoubleOdds: number
  readonly rounding: 'integer' | 'none'
}

/** What is asked of a scorecard, all defaults applied. */
export interface ScorecardParams {
  readonly developmentShare: number
  readonly binning: BinningParams
  readonly scaling: Scaling
  /** Characteristics below this information value are left out. */
  readonly minInformationValue: number
  /** Ridge penalty on the coefficients, intercept not penalised. */
  readonly l2: number
  /** Leave out characteristics whose coefficient has the wrong sign, weakest first. */
  readonly dropWrongSigns: boolean
}

/** One line of the printed scorecard; `bin` indexes the bins of the variable. */
export interface ScorecardAttribute {
  readonly bin: number
  readonly label: string
  readonly points: number
}

/** One characteristic with the points of each of its bins. */
export interface Characteristic {
  readonly name: string
  readonly description: string | null
  readonly coefficient: number
  readonly attributes: ScorecardAttribute[]
  /** Mean points over the development sample, not rounded: the baseline of the reasons. */
  readonly meanPoints: number
  readonly maximumPoints: number
  readonly minimumPoints: number
}

/**
 * The whole scorecard as plain data: what is printed is what is scored. score = Σ over characteristics, in their order, of the
 * points of the attribute that applies; PD = 1 / (1 + exp((score − offset) / factor)). Arrays are typed as plain ones, so that a
 * model is assignable to the contract's shape.
 */
export interface ScorecardModel {
  readonly kind: 'scorecardModel'
  readonly formatVersion: 1
  /** Absent if the characteristics are columns of the file as they stand. */
  readonly preprocessing?: Preprocessing | undefined
  readonly target: Target
  readonly factor: number
  readonly offset: number
  readonly scaling: Scaling
  readonly variables: BinnedVariable[]
  readonly characteristics: Characteristic[]
  readonly intercept: number
  /** Share of events in the development sample. */
  readonly developmentEventRate: number
}
