import {
  cellLabel,
  estimated,
  heading,
  muted,
  notAssessed,
  num,
  numberColumn,
  paragraph,
  row,
  table,
  textColumn,
} from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText, TableRow } from '../pack-document.ts'
import type { FairnessBasis, FairnessGroup, FairnessReport, PackEvidenceOf } from '../pack-evidence.ts'
import { sampleName } from '../pack-words.ts'

/** Section 8: how groups of applicants fare, per attribute and basis. */
export function fairnessBlocks(context: PackContext): PackBlock[] {
  const blocks: PackBlock[] = [{ kind: 'heading', level: 1, number: '8', text: 'Fairness', isOnNewPage: false }]
  if (context.fairness.length === 0) {
    blocks.push(
      notAssessed(
        'Fairness',
        `No fairness report exists for this model version. Open Fairness and run it for each attribute that matters, or use: assay fairness --model ${context.modelId} --dataset ${context.datasetId} --sensitive COLUMN`,
      ),
    )
    return blocks
  }
  blocks.push(
    paragraph(
      'The adverse impact ratio (AIR) is the share approved in a group divided by the share approved in the reference group; 1 means parity. Intervals are at 95% on the log scale. ' +
        'A ratio describes a difference in outcomes; whether the difference is justified is a question for those who decide, and for the law that applies.',
    ),
  )
  context.fairness.forEach((item, index) => {
    blocks.push(...reportBlocks(item, `8.${index + 1}`))
  })
  blocks.push(
    notAssessed(
      'Search for less discriminatory alternatives',
      'Compare alternatives of similar accuracy and record the choice.',
    ),
  )
  return blocks
}

function reportBlocks(item: PackEvidenceOf<FairnessReport>, number: string): PackBlock[] {
  const { payload, id } = item
  const cuts = payload.grouping.cuts
  const how: RichText =
    cuts.length === 0
      ? [', one group per value']
      : [
          ', cut at ',
          ...cuts.flatMap((cut, index) => (index === 0 ? [num(cut, 'number', id)] : [', ', num(cut, 'number', id)])),
        ]
  return [
    heading(2, number, `By ${payload.grouping.column}`),
    {
      kind: 'keyValues',
      rows: [
        { label: 'Attribute', value: [payload.grouping.column, ...how] },
        { label: 'Reference group', value: [`${payload.referenceGroup} (${payload.referenceReason})`] },
        { label: 'Sample', value: [sampleName(payload.sample)] },
        {
          label: 'Cut-off',
          value: [
            num(payload.cutOff.points, 'points', id),
            ' points, PD ',
            num(payload.cutOff.probability, 'percent2', id),
            `. ${payload.cutOff.reason}`,
          ],
        },
      ],
    },
    ...payload.bases.flatMap((basis) => basisBlocks(item, basis)),
  ]
}

function basisBlocks(item: PackEvidenceOf<FairnessReport>, basis: FairnessBasis): PackBlock[] {
  const { payload, id } = item
  const isDecision = basis.basis === 'decision'
  const title = isDecision ? 'Decisions at the cut-off' : 'Actual outcomes'
  const footer: RichText[] = [
    [
      `Selected means: ${isDecision ? 'points at or above the cut-off' : basis.selectedMeans}. p: Fisher’s exact test (F) or chi-squared with Yates’ correction (χ²), whichever is to be read.`,
    ],
  ]
  if (basis.nMissing > 0)
    footer.push([num(basis.nMissing, 'integer', id), ' cases without a value of the attribute are left out.'])
  if (basis.groups.some((group) => !group.isSufficient))
    footer.push([
      { kind: 'verdict', verdict: 'notAssessed' },
      ' Insufficient evidence: fewer than ',
      num(payload.minimumGroupSize, 'integer', id),
      ' cases. Listed, never passed.',
    ])
  if (basis.equalizedOddsDifference !== null)
    footer.push([
      'Equalized odds difference ',
      num(basis.equalizedOddsDifference, 'pp1', id),
      '; demographic parity difference ',
      num(basis.demographicParityDifference, 'pp1', id),
      '.',
    ])
  return [
    heading(3, '', title),
    {
      kind: 'charts',
      charts: [{ chart: { name: 'impactRatio', report: payload, basis: basis.basis }, evidenceId: id }],
    },
    table(
      `${title}, by ${payload.grouping.column}`,
      [
        textColumn('Group', 3),
        numberColumn('n'),
        numberColumn('Selected'),
        numberColumn('Rate'),
        numberColumn('AIR [95%]'),
        numberColumn('p'),
        textColumn('Test', 0),
        numberColumn('SMD'),
        numberColumn('Shortfall'),
      ],
      basis.groups.map((group) => groupRow(group, id)),
      footer,
    ),
  ]
}

/** People are whole: a shortfall of 10.2 takes 11 of them to close. */
function wholePeople(shortfall: number | null): number | null {
  return shortfall === null ? null : Math.ceil(shortfall)
}

function groupRow(group: FairnessGroup, id: string): TableRow {
  const test = group.preferredTest === 'fisher' ? group.fisherTest : group.chiSquaredTest
  const name: RichText = [
    cellLabel(group.group),
    ...(group.isReference ? [muted(' (reference)')] : []),
    ...(group.isSufficient ? [] : [muted(' ◇ insufficient evidence')]),
  ]
  return row(
    name,
    num(group.count, 'integer', id),
    num(group.nSelected, 'integer', id),
    num(group.selectionRate, 'percent1', id),
    group.isReference ? [muted('reference')] : estimated(group.adverseImpactRatio, 'ratio3', id),
    group.isReference ? '–' : num(test.pValue, 'pValue', id),
    group.isReference ? '–' : group.preferredTest === 'fisher' ? 'F' : 'χ²',
    group.isReference ? '–' : num(group.standardizedMeanDifference, 'ratio3', id),
    group.isReference ? '–' : num(wholePeople(group.shortfall), 'integer', id),
  )
}
