import { heading, num, numberColumn, paragraph, row, table } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText } from '../pack-document.ts'
import type { Calibration } from '../pack-input.ts'

/** How the PD comes from the points where it is calibrated: the method with its constants. Nothing where it is not. */
export function calibrationBlocks(context: PackContext): PackBlock[] {
  const { calibration } = context.input.scorecard
  if (calibration === undefined) return []
  return [
    heading(2, '4.2.1', 'Calibration of the PD'),
    paragraph(
      'With η = −(score − offset) / factor and p = 1 / (1 + exp(−η)), the PD is ',
      ...formulaOf(calibration, context.modelId),
    ),
    ...(calibration.method === 'isotonic' ? [knotTable(calibration, context.modelId)] : []),
  ]
}

function formulaOf(calibration: Calibration, id: string): RichText {
  switch (calibration.method) {
    case 'platt':
      return [
        '1 / (1 + exp(−(a + b·η))) (Platt) with a = ',
        num(calibration.intercept, 'coefficient', id),
        ' and b = ',
        num(calibration.slope, 'coefficient', id),
        '.',
      ]
    case 'shift':
      return [
        '1 / (1 + exp(−(η + a))) (shift of the central tendency) with a = ',
        num(calibration.intercept, 'coefficient', id),
        '.',
      ]
    case 'beta':
      return [
        '1 / (1 + exp(−(c + a·ln p − b·ln(1 − p)))) (beta) with a = ',
        num(calibration.a, 'coefficient', id),
        ', b = ',
        num(calibration.b, 'coefficient', id),
        ' and c = ',
        num(calibration.c, 'coefficient', id),
        '.',
      ]
    case 'isotonic':
      return ['linear between the knots below (isotonic regression), and constant beyond the first and the last.']
  }
}

function knotTable({ knots }: Extract<Calibration, { readonly method: 'isotonic' }>, id: string): PackBlock {
  return table(
    'Knots of the calibration',
    [numberColumn('p'), numberColumn('PD')],
    knots.map((knot) => row(num(knot.probability, 'coefficient', id), num(knot.calibrated, 'coefficient', id))),
  )
}
