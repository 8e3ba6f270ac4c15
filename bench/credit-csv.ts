import { closeSync, openSync, writeSync } from 'node:fs'
import { createRandom, type SeededRandom } from '../src/main/core/random/seeded-random.ts'

const N_NUMBERS = 22
const N_TEXTS = 8
const LEVELS = [2, 3, 5, 8, 12, 24, 50, 4]
const MISSING = [0, 0, 0.02, 0.1, 0.3, 0]
const ROWS_A_WRITE = 2_000

/**
 * Writes a deterministic table of loan applications: 22 columns of numbers (amounts, counts, ratios, ages, signed amounts, mostly
 * zeros), some of them partly missing, 8 of texts, and a target with about 8% events.
 */
export function writeCreditCsv(path: string, nRows: number): void {
  const random = createRandom(20_260_115)
  const file = openSync(path, 'w')
  const names = [
    ...Array.from({ length: N_NUMBERS }, (_, j) => `num_${j}`),
    ...Array.from({ length: N_TEXTS }, (_, j) => `cat_${j}`),
    'y',
  ]
  writeSync(file, `${names.join(',')}\n`)
  let lines: string[] = []
  for (let row = 0; row < nRows; row++) {
    lines.push(rowOf(random))
    if (lines.length < ROWS_A_WRITE && row < nRows - 1) continue
    writeSync(file, `${lines.join('\n')}\n`)
    lines = []
  }
  closeSync(file)
}

function rowOf(random: SeededRandom): string {
  const cells: (string | number)[] = []
  const risk = normal(random)
  for (let j = 0; j < N_NUMBERS; j++) {
    const isMissing = random.nextDouble() < MISSING[(j * 7 + 3) % 6]!
    const value = numberOf(j % 6, 0.6 * risk + 0.8 * normal(random))
    cells.push(isMissing ? '' : value)
  }
  for (let j = 0; j < N_TEXTS; j++) {
    const level = Math.floor(random.nextDouble() ** 1.5 * LEVELS[j]!)
    cells.push(`c${String(level).padStart(2, '0')}`)
  }
  cells.push(random.nextDouble() < 1 / (1 + Math.exp(3 - risk)) ? 1 : 0)
  return cells.join(',')
}

function numberOf(kind: number, z: number): string {
  switch (kind) {
    case 0:
      return Math.exp(8 + 0.8 * z).toFixed(2)
    case 1:
      return Math.floor(Math.exp(0.9 * z + 0.6)).toFixed(0)
    case 2:
      return (1 / (1 + Math.exp(-1.2 * z))).toFixed(4)
    case 3:
      return (40 + 12 * z).toFixed(0)
    case 4:
      return (z * 100).toFixed(1)
    default:
      return z > 0.8 ? Math.floor(z * 20).toFixed(0) : '0'
  }
}

/** About normal: the sum of four uniform numbers, centred and scaled. */
function normal(random: SeededRandom): number {
  return (random.nextDouble() + random.nextDouble() + random.nextDouble() + random.nextDouble() - 2) * Math.sqrt(3)
}
