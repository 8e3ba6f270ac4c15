import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createRandom } from '../src/main/core/random/seeded-random.ts'

/** A table of the kind the goals speak of, and how many of its rows are learned from; the rest judge. */
export interface GbdtTableSize {
  readonly nRows: number
  readonly nDevelopment: number
  readonly nColumns: number
  /** Of the columns, the last ones: whole numbers of 2 to 50 levels. */
  readonly nLevelColumns: number
  readonly seed: number
  readonly eventRate: number
}

export const GBDT_TABLES: Readonly<Record<string, GbdtTableSize>> = {
  S: { nRows: 36_000, nDevelopment: 30_000, nColumns: 23, nLevelColumns: 4, seed: 11, eventRate: 0.22 },
  M: { nRows: 360_000, nDevelopment: 300_000, nColumns: 120, nLevelColumns: 16, seed: 12, eventRate: 0.08 },
  L: { nRows: 1_200_000, nDevelopment: 1_000_000, nColumns: 30, nLevelColumns: 8, seed: 13, eventRate: 0.08 },
}

const N_FACTORS = 10
const LEVELS = [2, 3, 5, 8, 12, 24, 50, 4]
const MISSING = [0, 0, 0.02, 0.1, 0.3, 0]

/**
 * Writes a deterministic table: ten latent factors, columns of mixed scales with ties, zeros and partly informative missing values,
 * and an outcome that depends on the factors and their interactions. `table.f32` holds the columns one after the other, `labels.u8`
 * the outcomes.
 */
export function writeGbdtTable(folder: string, size: GbdtTableSize): void {
  const { nRows, nColumns, nLevelColumns, seed, eventRate } = size
  const random = createRandom(seed)
  const normal = normals(random)
  const factors = Array.from({ length: N_FACTORS }, () => Float32Array.from({ length: nRows }, normal))
  const table = new Float32Array(nRows * nColumns)
  for (let j = 0; j < nColumns; j++) {
    const column = table.subarray(j * nRows, (j + 1) * nRows)
    const level = j - (nColumns - nLevelColumns)
    if (level >= 0) fillLevels(column, factors[(level * 3) % N_FACTORS]!, LEVELS[level % LEVELS.length]!, normal)
    else fillNumbers(column, factors, j, normal, random.nextDouble)
  }
  const eta = Float64Array.from({ length: nRows }, (_, i) => 1.15 * riskOf(factors.map((factor) => factor[i]!)))
  const intercept = interceptFor(eta, eventRate)
  const labels = Uint8Array.from(eta, (value) => (random.nextDouble() < sigma(value + intercept) ? 1 : 0))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'table.f32'), table)
  writeFileSync(join(folder, 'labels.u8'), labels)
}

function normals({ nextDouble }: { nextDouble(): number }): () => number {
  let spare: number | null = null
  return () => {
    if (spare !== null) {
      const value = spare
      spare = null
      return value
    }
    const radius = Math.sqrt(-2 * Math.log(1 - nextDouble()))
    const angle = 2 * Math.PI * nextDouble()
    spare = radius * Math.sin(angle)
    return radius * Math.cos(angle)
  }
}

function fillNumbers(
  column: Float32Array,
  factors: readonly Float32Array[],
  j: number,
  normal: () => number,
  uniform: () => number,
): void {
  const weights = factors.map((_, k) => (uniform() < 0.35 || k === j % N_FACTORS ? normal() : 0))
  const length = Math.hypot(...weights)
  const missing = MISSING[(j * 7 + 3) % MISSING.length]!
  for (let i = 0; i < column.length; i++) {
    let signal = 0
    for (let k = 0; k < N_FACTORS; k++) signal += (weights[k]! / length) * factors[k]![i]!
    const value = shaped(0.8 * signal + 0.6 * normal(), j % 6)
    const isMissing = missing > 0 && uniform() < missing * (1 + 0.6 * Math.tanh(factors[j % N_FACTORS]![i]!))
    column[i] = isMissing ? Number.NaN : value
  }
}

/** Amounts, counts, shares, ages, signed amounts, and numbers that are mostly 0. */
function shaped(s: number, kind: number): number {
  if (kind === 0) return Math.round(100 * Math.exp(8 + 0.8 * s)) / 100
  if (kind === 1) return Math.floor(Math.exp(0.9 * s + 0.6))
  if (kind === 2) return Math.round(10_000 * sigma(1.2 * s)) / 10_000
  if (kind === 3) return Math.round(40 + 12 * s)
  if (kind === 4) return Math.round(1000 * s) / 10
  return s > 0.8 ? Math.floor(s * 20) : 0
}

function fillLevels(column: Float32Array, factor: Float32Array, nLevels: number, normal: () => number): void {
  const edges = Array.from({ length: nLevels - 1 }, normal).sort((a, b) => a - b)
  // Neighbours in rank are no neighbours in number.
  const place = (level: number) => (level * 7 + 3) % nLevels
  for (let i = 0; i < column.length; i++) {
    const s = 0.7 * factor[i]! + 0.7 * normal()
    column[i] = place(edges.filter((edge) => edge < s).length)
  }
}

function riskOf(z: readonly number[]): number {
  const steps = 0.25 * (z[5]! > 0.8 ? z[6]! : 0) + (z[7]! > 1.2 ? 0.5 : 0)
  const curves = 0.4 * Math.tanh(2 * z[2]!) + 0.35 * z[0]! * z[3]! + 0.3 * Math.abs(z[4]!)
  return 0.55 * z[0]! - 0.45 * z[1]! + curves + steps - 0.3 * z[8]!
}

function interceptFor(eta: Float64Array, eventRate: number): number {
  let low = -15
  let high = 5
  for (let step = 0; step < 40; step++) {
    const middle = (low + high) / 2
    let sum = 0
    for (let i = 0; i < eta.length; i += 7) sum += sigma(eta[i]! + middle)
    if (sum / Math.ceil(eta.length / 7) > eventRate) high = middle
    else low = middle
  }
  return (low + high) / 2
}

function sigma(x: number): number {
  return 1 / (1 + Math.exp(-x))
}
