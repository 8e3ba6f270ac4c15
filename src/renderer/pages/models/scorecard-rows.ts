import type { Bin, ScorecardModel } from '../../../shared/contract/index.ts'

export interface ScorecardRow {
  readonly key: string
  readonly characteristic: string
  readonly isFirst: boolean
  readonly attribute: string
  readonly points: number
  readonly coefficient: number
  readonly bin: Bin | null
}

/** The scorecard as the field prints it: one line per attribute, characteristics in order. */
export function scorecardRows(model: ScorecardModel): readonly ScorecardRow[] {
  const variables = new Map(model.variables.map((variable) => [variable.name, variable]))
  return model.characteristics.flatMap((characteristic) =>
    characteristic.attributes.map((attribute, index) => ({
      key: `${characteristic.name}/${attribute.bin}`,
      characteristic: characteristic.name,
      isFirst: index === 0,
      attribute: attribute.label,
      points: attribute.points,
      coefficient: characteristic.coefficient,
      bin: variables.get(characteristic.name)?.bins[attribute.bin] ?? null,
    })),
  )
}
