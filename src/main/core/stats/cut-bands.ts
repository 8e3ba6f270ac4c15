/**
 * Names of the bands that cut points c₁ < c₂ < … make of the number line: "≤ c₁", "> c₁ and ≤ c₂", …, "> c_k".
 *
 * @param cuts - strictly ascending, shape (k,), k ≥ 1
 * @returns labels, shape (k + 1,); numbers are printed shortest
 */
export function cutLabels(cuts: readonly number[]): string[] {
  const inner = cuts.slice(1).map((cut, i) => `> ${cuts[i]} and ≤ ${cut}`)
  return [`≤ ${cuts[0]}`, ...inner, `> ${cuts[cuts.length - 1]}`]
}

/** Index of the band a number falls into, 0 to k; a number equal to a cut belongs below it. */
export function cutBand(value: number, cuts: readonly number[]): number {
  let band = 0
  while (band < cuts.length && value > cuts[band]!) band++
  return band
}
