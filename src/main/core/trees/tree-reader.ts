import type { Column } from '../frame/frame.ts'
import { StatisticError } from '../statistic-error.ts'
import type { TreeCharacteristic } from './tree-model.ts'
import { levelText, MISSING_LEVEL, treeValue, UNSEEN_LEVEL, ZERO_RANGE } from './walk-trees.ts'

/** Reads the values of one characteristic as the nodes of the trees see them: `treeValue`, prepared. */
export interface TreeReader {
  ofValue(value: number | string | null): number
  /**
   * Reads some rows of a column.
   *
   * @param from - first row
   * @param into - receives what the nodes see, one per row
   * @throws StatisticError `invalidInput` for texts where numbers are compared, unless all are missing
   */
  ofRows(column: Column, from: number, into: Float64Array): void
}

/** Prepares the reading of a characteristic. */
export function treeReader(characteristic: TreeCharacteristic): TreeReader {
  return characteristic.levels === null ? numberReader(characteristic) : levelReader(characteristic.levels)
}

function numberReader(characteristic: TreeCharacteristic): TreeReader {
  const { name, zeroIsMissing } = characteristic
  const codes = characteristic.missingCodes ?? []
  const isPlain = codes.length === 0 && zeroIsMissing !== true
  return {
    ofValue: (value) => (isPlain && typeof value === 'number' ? value : treeValue(characteristic, value)),
    ofRows(column, from, into) {
      if (column.kind === 'text') {
        if (column.codes.subarray(from, from + into.length).some((code) => code >= 0))
          throw new StatisticError('invalidInput', `characteristic "${name}" needs numbers, got a text column`)
        into.fill(Number.NaN)
        return
      }
      into.set(column.values.subarray(from, from + into.length))
      for (const code of codes) for (let i = 0; i < into.length; i++) if (into[i] === code) into[i] = Number.NaN
      if (zeroIsMissing !== true) return
      for (let i = 0; i < into.length; i++) if (Math.abs(into[i]!) <= ZERO_RANGE) into[i] = Number.NaN
    },
  }
}

function levelReader(levels: readonly string[]): TreeReader {
  const places = new Map(levels.map((level, place) => [level, place]))
  const placeOf = (value: number | string): number => {
    const text = levelText(value)
    return text === null ? UNSEEN_LEVEL : (places.get(text) ?? UNSEEN_LEVEL)
  }
  const ofValue = (value: number | string | null): number =>
    value === null || Number.isNaN(value) ? MISSING_LEVEL : placeOf(value)
  const known = new WeakMap<readonly string[], Int32Array>()
  return {
    ofValue,
    ofRows(column, from, into) {
      if (column.kind === 'numeric') {
        for (let i = 0; i < into.length; i++) into[i] = ofValue(column.values[from + i]!)
        return
      }
      let ofCode = known.get(column.levels)
      if (ofCode === undefined || ofCode.length !== column.levels.length) {
        ofCode = Int32Array.from(column.levels, placeOf)
        known.set(column.levels, ofCode)
      }
      for (let i = 0; i < into.length; i++) {
        const code = column.codes[from + i]!
        into[i] = code < 0 ? MISSING_LEVEL : ofCode[code]!
      }
    },
  }
}
