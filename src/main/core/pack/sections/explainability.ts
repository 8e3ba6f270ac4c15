import { heading, notAssessed, num, numberColumn, paragraph, row, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock } from '../pack-document.ts'

const SCORECARD_WORDS =
  'A scorecard explains itself: the score is the sum of the points of the attributes that apply, so the contribution of a characteristic is exact and needs no approximation. Contributions are measured against the '
const TREE_WORDS =
  'Contributions are exact Shapley values of the score (TreeSHAP), in points: the score of a case is shared out among its characteristics so that equal parts in the trees get equal shares and the shares add up. Nothing is sampled. Contributions are measured against the '

const SCORECARD_REASONS =
  'The reasons given for a case are the characteristics whose points lie farthest below the baseline, at most four, only factors that were actually scored, in falling order of the points lost; ties are settled by the stated tie rule.'
const TREE_REASONS =
  'The reasons given for a case are the characteristics with the most negative contributions, at most four, only factors that the trees ask for, in falling order of the points lost; ties are settled by the stated tie rule.'

/** Section 7: what moves scores, and how reasons for adverse action are found. */
export function explainabilityBlocks(context: PackContext): PackBlock[] {
  const blocks: PackBlock[] = [
    { kind: 'heading', level: 1, number: '7', text: 'Explainability and reason codes', isOnNewPage: false },
  ]
  const isTrees = context.input.scorecard.kind === 'treeModel'
  if (context.explanations.length === 0) {
    blocks.push(
      notAssessed(
        'Explainability',
        `No explanation report exists for this model version. Open Explainability and run it, or use: assay explain --model ${context.modelId} --dataset ${context.datasetId}`,
      ),
    )
    return blocks
  }
  for (const { payload, id } of context.explanations) {
    const rows = [...payload.importance]
      .sort((a, b) => b.meanAbsoluteDeviation - a.meanAbsoluteDeviation)
      .map((item) =>
        row(
          item.name,
          num(item.meanPoints, 'odds', id),
          num(item.meanAbsoluteDeviation, 'odds', id),
          num(item.pointsRange, 'points', id),
          num(item.share, 'percent1', id),
        ),
      )
    blocks.push(
      paragraph(
        isTrees ? TREE_WORDS : SCORECARD_WORDS,
        `${payload.baseline}, `,
        num(payload.baselinePoints, 'odds', id),
        ' points in all. Over ',
        num(payload.nRows, 'integer', id),
        ' cases the sum of baseline and contributions differs from the score by at most ',
        num(payload.largestAdditivityResidual, 'number', id),
        ' points.',
      ),
      { kind: 'charts', charts: [{ chart: { name: 'importanceBars', report: payload }, evidenceId: id }] },
      table(
        'Importance',
        [
          textColumn('Characteristic', 3),
          numberColumn(isTrees ? 'Mean contribution' : 'Mean points'),
          numberColumn(isTrees ? 'Mean |contribution|' : 'Mean distance, points'),
          numberColumn(isTrees ? 'Range' : 'Points range'),
          numberColumn('Share'),
        ],
        rows,
      ),
    )
  }
  blocks.push(
    heading(2, '7.1', 'Reason codes'),
    paragraph(isTrees ? TREE_REASONS : SCORECARD_REASONS),
    notAssessed(
      'Wording of the reasons',
      'Map each characteristic to the wording the institution uses in its notices, and have it reviewed.',
    ),
  )
  return blocks
}
