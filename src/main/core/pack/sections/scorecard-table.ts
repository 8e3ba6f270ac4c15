import { cellLabel, groupRow, heading, muted, num, numberColumn, row, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText, TableRow } from '../pack-document.ts'
import type { Characteristic, ScorecardModel } from '../pack-input.ts'

/** The printed scorecard with its scaling: the table that is scored. */
export function scorecardBlocks(context: PackContext, scorecard: ScorecardModel): PackBlock[] {
  const id = context.modelId
  const rows = scorecard.characteristics.flatMap((characteristic) => [
    groupRow(
      { kind: 'strong', text: characteristicTitle(characteristic) },
      muted('   coefficient '),
      num(characteristic.coefficient, 'coefficient', id),
    ),
    ...attributeRows(characteristic, scorecard, id),
  ])
  return [
    heading(2, '4.2', 'Scorecard'),
    table(
      'Scorecard',
      [
        textColumn('Attribute', 3),
        numberColumn('Points'),
        numberColumn('WoE'),
        numberColumn('Count'),
        numberColumn('% of sample'),
        numberColumn('Bad rate'),
      ],
      rows,
      scalingNotes(scorecard, id),
    ),
  ]
}

function characteristicTitle({ name, description }: Characteristic): string {
  return description === null ? name : `${name}: ${description}`
}

/** A straight line has two rows: its points at 0, and what one unit adds. */
function attributeRows(characteristic: Characteristic, scorecard: ScorecardModel, id: string): TableRow[] {
  const bins = scorecard.variables.find((variable) => variable.name === characteristic.name)?.bins ?? []
  return characteristic.attributes.flatMap(({ label, bin: index, points, pointsPerUnit }) => {
    const bin = bins[index]
    const figures = [
      num(pointsPerUnit === undefined ? (bin?.woe ?? null) : null, 'woe', id),
      num(bin?.count ?? null, 'integer', id),
      num(bin?.share ?? null, 'percent1', id),
      num(bin?.eventRate ?? null, 'percent1', id),
    ]
    if (pointsPerUnit === undefined) return [row(cellLabel(label), num(points, 'points', id), ...figures)]
    return [
      row(cellLabel(`${label}: at 0`), num(points, 'coefficient', id), ...figures),
      row(cellLabel(`${label}: per unit`), num(pointsPerUnit, 'coefficient', id), '', '', '', ''),
    ]
  })
}

function scalingNotes(scorecard: ScorecardModel, id: string): RichText[] {
  const { scaling } = scorecard
  const capped = scorecard.characteristics.some(({ range }) => range !== undefined)
  return [
    [
      'Scaling: ',
      num(scaling.targetPoints, 'points', id),
      ' points at good-to-bad odds of ',
      num(scaling.targetOdds, 'number', id),
      ':1; ',
      num(scaling.pointsToDoubleOdds, 'points', id),
      ' points double the odds (good to bad). Factor ',
      num(scorecard.factor, 'coefficient', id),
      ', offset ',
      num(scorecard.offset, 'coefficient', id),
      '. Points rounded: ',
      scaling.rounding === 'integer' ? 'to integers' : 'no',
      '.',
    ],
    ...(capped
      ? [
          [
            'A straight line gives points at 0 plus points per unit times the value; values beyond those of development count as the nearest of them.',
          ],
        ]
      : []),
    [
      scorecard.calibration === undefined
        ? 'PD = 1 / (1 + exp((score − offset) / factor)).'
        : 'The PD is calibrated; see below. Points and ranking are those of the scorecard.',
    ],
  ]
}
