import { num, numberColumn, paragraph, row, table, textColumn } from '../inline.ts'
import type { PackBlock } from '../pack-document.ts'
import type { PackEvidenceOf } from '../pack-evidence.ts'
import type { FitReport } from '../pack-input.ts'

/** Characteristics left out, each with the reason. */
export function exclusionBlocks({ payload, id }: PackEvidenceOf<FitReport>): PackBlock[] {
  if (payload.exclusions.length === 0) return [paragraph('No characteristic was left out.')]
  const rows = payload.exclusions.map((one) => row(one.name, num(one.informationValue, 'index3', id), one.reason))
  return [
    table(
      'Characteristics left out',
      [textColumn('Characteristic', 2), numberColumn('IV'), textColumn('Reason', 3)],
      rows,
    ),
  ]
}
