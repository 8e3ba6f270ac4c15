import { createRandom } from '../../src/main/core/random/seeded-random.ts'
import type { Calibration } from '../../src/main/core/scorecard/scorecard-model.ts'
import type { TreeModel } from '../../src/main/core/trees/tree-model.ts'
import { ODD_LEVELS, ODD_NAMES } from './generated-scorecard.ts'
import { type GeneratedTrees, generatedTreeModel } from './generated-tree-model.ts'

const CALIBRATIONS: readonly (Calibration | undefined)[] = [
  undefined,
  { method: 'platt', intercept: 0.1, slope: 1.2 },
  { method: 'shift', intercept: -0.3 },
  { method: 'beta', a: 1.1, b: 0.8, c: 0.2 },
  {
    method: 'isotonic',
    knots: [
      { probability: 0.05, calibrated: 0.01 },
      { probability: 0.1, calibrated: 0.05 },
      { probability: 0.3, calibrated: 0.3 },
      { probability: 0.6, calibrated: 0.9 },
    ],
  },
]

/**
 * A generated tree model under odd names, with odd levels and a calibration, by turns of the seed.
 *
 * @param levels - texts that the levels of texts may be; all odd ones if not given
 */
export function oddTreeModel(
  seed: number,
  of: Partial<GeneratedTrees> = {},
  levels: readonly string[] = ODD_LEVELS,
): TreeModel {
  const random = createRandom(seed)
  const model = generatedTreeModel(random, { nTrees: 12, mostLeaves: 12, nLevels: Math.min(12, levels.length), ...of })
  const start = random.nextBelow(ODD_NAMES.length)
  const characteristics = model.characteristics.map((characteristic, j) => ({
    ...characteristic,
    name: ODD_NAMES[(start + j * 4) % ODD_NAMES.length]!,
    levels:
      characteristic.type === 'text' && characteristic.levels !== null
        ? characteristic.levels.map((level, i) => levels[(start + i) % levels.length] ?? level)
        : characteristic.levels,
  }))
  const calibration = CALIBRATIONS[seed % CALIBRATIONS.length]
  return { ...model, characteristics, ...(calibration === undefined ? {} : { calibration }) }
}
