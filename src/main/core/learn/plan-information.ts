/** Where a search by Newton's method stands before a step. Lengths in standard deviations of η. */
export interface SearchState {
  /** Of the step, about the distance to the maximum. */
  readonly length: number
  /** Of the step before; infinite before the first. */
  readonly lastLength: number
  /** Steps made with this information before, 0 where it was computed at this point; infinite where it came from elsewhere. */
  readonly age: number
  readonly nParameters: number
  /** Distance that is near enough. */
  readonly target: number
}

/** After longer steps nothing is known of how far off the next point will be. */
export const SHORT_STEP = 0.05
/** Distance after a Newton step over the square of its length: half the relative change of the information per length. */
const CURVATURE = 2
/** What information from elsewhere is taken to leave of the distance. */
const UNKNOWN_SHORTENING = 0.1
/** A pass with information takes 1 + nParameters / this as long as one without. */
const PARAMETERS_PER_PASS = 25

/** Distance left by the step, as far as one can tell. */
export function distanceAfter(state: SearchState): number {
  return state.age === 0 ? CURVATURE * state.length ** 2 : shorteningOf(state) * state.length
}

/**
 * Whether to compute the information at the next point, or use the last one again (the chord method).
 *
 * Used again, it leaves the same share of the distance at every step, about twice the curvature times the distance where it was
 * computed; computed anew it leaves less, but the pass takes longer. The way with fewer and shorter passes is taken.
 *
 * @param state - before the step to the next point
 */
export function wantsNewInformation(state: SearchState): boolean {
  const { length, nParameters, target } = state
  if (length > SHORT_STEP) return true
  const distance = distanceAfter(state)
  const isNewWorthIt = nParameters / PARAMETERS_PER_PASS + passes(distance, 2 * CURVATURE * distance, target)
  return isNewWorthIt < passes(distance, shorteningOf(state), target)
}

function shorteningOf({ length, lastLength, age }: SearchState): number {
  if (age === 0) return 2 * CURVATURE * length
  if (lastLength === Number.POSITIVE_INFINITY) return UNKNOWN_SHORTENING
  return ((age === 1 ? 2 : 1) * length) / lastLength
}

function passes(distance: number, shortening: number, target: number): number {
  if (distance <= target) return 0
  return shortening >= 1 ? Number.POSITIVE_INFINITY : Math.ceil(Math.log(target / distance) / Math.log(shortening))
}
