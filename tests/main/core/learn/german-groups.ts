import { getColumn, type NumericColumn, type TextColumn } from '../../../../src/main/core/frame/frame.ts'
import { germanCreditFrame } from '../scorecard/german-credit-frame.ts'
import { readGolden } from './golden-designs.ts'

/** Six numeric columns and six factors of German Credit as R makes them: dummies of every level but the first. */
export function germanGroups() {
  const frame = germanCreditFrame()
  const { numeric, factors } = readGolden<{ numeric: string[]; factors: string[] }>('selection-german.json')
  return [
    ...numeric.map((name) => ({
      name,
      informationValue: 0.1,
      columns: [(getColumn(frame, name) as NumericColumn).values],
    })),
    ...factors.map((name) => {
      const { codes, levels } = getColumn(frame, name) as TextColumn
      const columns = [...levels]
        .sort()
        .slice(1)
        .map((level) => Float64Array.from(codes, (code) => (levels[code] === level ? 1 : 0)))
      return { name, informationValue: 0.1, columns }
    }),
  ]
}
