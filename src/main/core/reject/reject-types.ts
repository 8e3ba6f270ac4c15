/** How outcomes are given to applicants who were rejected. */
export interface RejectInferenceParams {
  readonly method: 'none' | 'knownOnly' | 'augmentation' | 'parcelling' | 'fuzzy' | 'hardCutOff'
  /** Bands of augmentation and parcelling. */
  readonly bands: number
  /** Odds of the event among rejects over those among accepts of one score; parcelling and fuzzy. */
  readonly oddsMultiplier: number
  /** Rejects with a PD above this become events; null: the event rate of the accepts. */
  readonly cutOffProbability: number | null
}

/** Applicants as a scorecard of the accepted sees them. */
export interface Applicants {
  /** Outcomes of the accepted, shape (nAccepted,), 1 = event. */
  readonly yTrue: ArrayLike<number>
  /** PD of the accepted, shape (nAccepted,). */
  readonly acceptedProbability: ArrayLike<number>
  /** PD of the rejected, shape (nRejected,). */
  readonly rejectedProbability: ArrayLike<number>
  /** Weights of the accepted, > 0; null: 1 each. */
  readonly acceptedWeights: ArrayLike<number> | null
  /** Weights of the rejected, > 0; null or absent: 1 each. */
  readonly rejectedWeights?: ArrayLike<number> | null | undefined
}

/** The sample after the inference. */
export interface InferredSample {
  /** Weight per accepted case, shape (nAccepted,). */
  readonly accepted: Float64Array
  /** Rejected cases with outcome and weight; a case may occur twice. */
  readonly rejected: { readonly index: Uint32Array; readonly yTrue: Uint8Array; readonly weights: Float64Array }
  /** Event rate the method gives to, or assumes of, the rejected; null where it says nothing of them. */
  readonly rejectedEventRate: number | null
  /** What was done, in words. */
  readonly statement: string
}

/** Applicants with weights filled in. */
export interface WeightedApplicants {
  readonly yTrue: ArrayLike<number>
  readonly acceptedProbability: ArrayLike<number>
  readonly rejectedProbability: ArrayLike<number>
  readonly acceptedWeights: Float64Array
  readonly rejectedWeights: Float64Array
}
