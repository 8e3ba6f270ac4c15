import type { BinnedVariable, BinningParams } from '../binning/binned-variable.ts'
import type { Preprocessing } from './model-inputs.ts'

/** `scorecard`: regression on weights of evidence, whole points; `logistic`: regression on the columns as they stand. */
export type Method = 'scorecard' | 'logistic'

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
  readonly missing?: MissingPoints | undefined
}

/** Where the points of the missing bin come from: its weight of evidence, weight of evidence 0, the worst other bin, or a person. */
export type MissingRule = 'woe' | 'neutral' | 'worst' | 'points'

/** One rule for all characteristics, with exceptions by name. */
export interface MissingPoints {
  readonly rule: Exclude<MissingRule, 'points'>
  readonly exceptions: { readonly column: string; readonly rule: MissingRule; readonly points?: number | undefined }[]
}

/** Which of the characteristics that could stay do stay. */
export interface Selection {
  readonly method: 'none' | 'forward' | 'backward' | 'stepwise' | 'bestSubset'
  readonly criterion: 'aic' | 'bic' | 'crossValidatedAuc'
  readonly folds: number
  readonly mustHave: readonly string[]
  readonly mustNot: readonly string[]
  readonly maxCharacteristics: number | null
  readonly maxCorrelation: number | null
  readonly maxVarianceInflation: number | null
}

/** What is done with applicants whose outcome is not known because they were rejected. */
export interface RejectInference {
  readonly method: 'none' | 'knownOnly' | 'augmentation' | 'parcelling' | 'fuzzy' | 'hardCutOff'
  readonly rejected: { readonly column: string; readonly value: string } | null
  readonly bands: number
  readonly oddsMultiplier: number
  readonly cutOffProbability: number | null
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
  /** Lasso penalty; with `l2` an elastic net. */
  readonly l1: number
  /** Leave out characteristics whose coefficient has the wrong sign, weakest first. */
  readonly dropWrongSigns: boolean
  readonly weights: 'role' | 'none'
  /** Column of log odds added to the linear predictor; not part of the score. */
  readonly offsetColumn: string | null
  readonly selection: Selection
  readonly rejectInference: RejectInference
  /** Score bands of equal size in development; 0: none. */
  readonly riskBands: number
}

/** One line of the printed scorecard; `bin` indexes the bins of the variable. */
export interface ScorecardAttribute {
  readonly bin: number
  readonly label: string
  readonly points: number
  /** For a straight line: points + pointsPerUnit · value, the value capped to the characteristic's range. */
  readonly pointsPerUnit?: number | undefined
  /** How the points of a missing bin were set, where not by its weight of evidence. */
  readonly rule?: Exclude<MissingRule, 'woe'> | undefined
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
  /** Values beyond count as these; only with straight lines. */
  readonly range?: { readonly minimum: number; readonly maximum: number } | undefined
}

/** How the PD comes from the points where it is not the plain logistic one; see `probabilityOfPoints`. */
export type Calibration =
  | { readonly method: 'platt'; readonly intercept: number; readonly slope: number }
  | { readonly method: 'shift'; readonly intercept: number }
  | { readonly method: 'beta'; readonly a: number; readonly b: number; readonly c: number }
  | { readonly method: 'isotonic'; readonly knots: { readonly probability: number; readonly calibrated: number }[] }

/** Scores from `minimumPoints` (null: without lower end) up to the next band. */
export interface RiskBand {
  readonly label: string
  readonly minimumPoints: number | null
  readonly share: number
  readonly eventRate: number | null
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
  readonly calibration?: Calibration | undefined
  /** Riskiest first. */
  readonly riskBands?: RiskBand[] | undefined
}
