import type { ScorecardModel } from '../../../shared/contract/index.ts'
import { formatNumber } from '../../../shared/format.ts'
import { printable, renderTable } from './table.ts'

/** The printed scorecard: every attribute with its points. */
export function scorecardTable(model: ScorecardModel): string {
  const variables = new Map(model.variables.map((variable) => [variable.name, variable]))
  const rows = model.characteristics.flatMap((characteristic) =>
    characteristic.attributes.map((attribute, index) => {
      const bin = variables.get(characteristic.name)?.bins[attribute.bin]
      const slope = attribute.pointsPerUnit
      return [
        index === 0 ? characteristic.name : '',
        attribute.label,
        slope === undefined ? formatNumber(attribute.points, 'points') : lineText(attribute.points, slope),
        formatNumber(bin?.woe, 'woe'),
        index === 0 ? formatNumber(characteristic.coefficient, 'coefficient') : '',
        formatNumber(bin?.share, 'percent1'),
        formatNumber(bin?.eventRate, 'percent1'),
      ]
    }),
  )
  const columns = [
    { header: 'characteristic' },
    { header: 'attribute' },
    { header: 'points', align: 'right' },
    { header: 'WoE', align: 'right' },
    { header: 'coefficient', align: 'right' },
    { header: '% of population', align: 'right' },
    { header: 'bad rate', align: 'right' },
  ] as const
  return renderTable(columns, rows)
}

function lineText(points: number, slope: number): string {
  return `${formatNumber(points, 'points')} ${slope < 0 ? '−' : '+'} ${formatNumber(Math.abs(slope), 'number')} · value`
}

/** What is to be said about bins that a person set. */
export function handNotes(model: ScorecardModel): string[] {
  const kept = new Set(model.characteristics.map(({ name }) => name))
  return model.variables.flatMap(({ name, isManual, trendReason }) =>
    isManual === true && trendReason !== undefined && kept.has(name)
      ? [`bins: ${printable(name)}: ${printable(trendReason)}`]
      : [],
  )
}
