import type { Bin, ScorecardModel } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'

export interface ScorecardRow {
  readonly key: string
  readonly characteristic: string
  readonly isFirst: boolean
  readonly attribute: string
  readonly points: number
  /** Slope of a straight line; null for fixed points. */
  readonly pointsPerUnit: number | null
  /** How the points of a missing bin were set, where not by its weight of evidence. */
  readonly rule: string | null
  readonly note: string | null
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
      pointsPerUnit: attribute.pointsPerUnit ?? null,
      rule: attribute.rule === undefined ? null : RULE_WORDS[attribute.rule],
      note: variables.get(characteristic.name)?.bins[attribute.bin]?.note ?? null,
      coefficient: characteristic.coefficient,
      bin: variables.get(characteristic.name)?.bins[attribute.bin] ?? null,
    })),
  )
}

const RULE_WORDS = { neutral: 'neutral', worst: 'as the worst bin', points: 'set by hand' } as const

/** The points as printed: a number, or a line over the value. */
export function pointsText({ points, pointsPerUnit }: Pick<ScorecardRow, 'points' | 'pointsPerUnit'>): string {
  const fixed = formatNumber(points, 'points')
  if (pointsPerUnit === null) return fixed
  const sign = pointsPerUnit < 0 ? '−' : '+'
  return `${fixed} ${sign} ${formatNumber(Math.abs(pointsPerUnit), 'number')} · value`
}
