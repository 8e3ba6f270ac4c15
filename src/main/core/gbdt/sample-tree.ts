import type { SeededRandom } from '../random/seeded-random.ts'
import type { Foreman } from './crew.ts'

/**
 * Draws a share of the development rows, without putting back, into the list of the root's rows.
 *
 * @returns number of rows, at least 1, and sums of their gradients and hessians
 */
export function drawRootRows(
  { desk, views }: Foreman,
  share: number,
  random: SeededRandom,
): { n: number; g: number; h: number } {
  const { at, nDevelopment, scaleG, scaleH } = desk
  const { i32 } = views
  const n = Math.max(1, Math.round(share * nDevelopment))
  let taken = 0
  let g = 0
  let h = 0
  for (let row = 0; row < nDevelopment && taken < n; row++) {
    // A row is taken with the probability that is left: (n − taken) of (nDevelopment − row).
    if (random.nextUint32() * (nDevelopment - row) >= (n - taken) * 4_294_967_296) continue
    i32[(at.rootRows >> 2) + taken++] = row
    const low = i32[(at.packed >> 2) + 2 * row]!
    const high = i32[(at.packed >> 2) + 2 * row + 1]!
    g += high >> 5
    h += ((high & 31) << 20) | (low >>> 12)
  }
  return { n: taken, g: g / scaleG, h: h / scaleH }
}

/** Draws a share of the features, at least one: 1 where a feature is drawn. */
export function drawColumns(nFeatures: number, share: number, random: SeededRandom): Uint8Array {
  const columns = new Uint8Array(nFeatures)
  if (share === 1) return columns.fill(1)
  const order = Array.from(columns, (_, i) => i)
  const n = Math.max(1, Math.round(share * nFeatures))
  for (let i = 0; i < n; i++) {
    const j = i + random.nextBelow(nFeatures - i)
    const drawn = order[j]!
    order[j] = order[i]!
    columns[drawn] = 1
  }
  return columns
}
