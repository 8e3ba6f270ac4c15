import {
  cellLabel,
  estimated,
  heading,
  muted,
  num,
  numberColumn,
  paragraph,
  row,
  strong,
  table,
  textColumn,
} from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RichText } from '../pack-document.ts'
import type { PackEvidenceOf } from '../pack-evidence.ts'
import type { FitReport, TreeModel } from '../pack-input.ts'
import { exclusionBlocks } from './exclusions.ts'

/** How the trees are read, in place of a scorecard: the model in figures, and what each characteristic is to them. */
export function treeTableBlocks(context: PackContext, model: TreeModel): PackBlock[] {
  const id = context.modelId
  const { scaling } = model
  const nLeaves = model.trees.reduce((sum, { values }) => sum + values.length, 0)
  return [
    heading(2, '4.2', 'Trees'),
    {
      kind: 'keyValues',
      rows: [
        {
          label: 'Size',
          value: [
            num(model.trees.length, 'integer', id),
            ' trees with ',
            num(nLeaves, 'integer', id),
            ' leaves on ',
            num(model.characteristics.length, 'integer', id),
            ' characteristics',
          ],
        },
        {
          label: 'Log-odds of a case',
          value: [
            'η = ',
            num(model.baseMargin, 'coefficient', id),
            ' + the values of the leaves it falls into, tree by tree in order',
            model.arithmetic === 'single' ? ', in 32-bit arithmetic' : '',
          ],
        },
        {
          label: 'Score',
          value: [
            'points = ',
            num(model.offset, 'coefficient', id),
            ' − ',
            num(model.factor, 'coefficient', id),
            ' · η, not rounded: ',
            num(scaling.targetPoints, 'points', id),
            ' points at good-to-bad odds of ',
            num(scaling.targetOdds, 'number', id),
            ':1, ',
            num(scaling.pointsToDoubleOdds, 'points', id),
            ' points double the odds',
          ],
        },
        {
          label: 'PD',
          value: [
            model.calibration === undefined
              ? 'PD = 1 / (1 + exp(−η))'
              : 'calibrated; see below. Points and ranking are those of the trees',
          ],
        },
      ],
    },
    characteristicTable(context, model),
  ]
}

function characteristicTable(context: PackContext, model: TreeModel): PackBlock {
  const boosting = context.fit?.payload.boosting ?? null
  const id = context.fit?.id ?? context.modelId
  const figures = new Map(boosting?.importance.map((one) => [one.name, one]))
  const order = new Map(boosting?.importance.map(({ name }, place) => [name, place]))
  const placeOf = (name: string) => order.get(name) ?? order.size
  const rows = model.characteristics
    .toSorted((a, b) => placeOf(a.name) - placeOf(b.name))
    .map(({ name, description, levels, monotone }) => {
      const one = figures.get(name)
      return row(
        [cellLabel(name), ...(description === null ? [] : [muted(` ${cellLabel(description)}`)])],
        levels === null ? 'number' : [num(levels.length, 'integer', context.modelId), ' levels'],
        monotone === null ? '–' : `PD ${monotone}`,
        num(one?.gainShare ?? null, 'percent1', id),
        num(one?.nSplits ?? null, 'integer', id),
        one?.permutation == null ? '–' : estimated(one.permutation, 'coefficient', id),
      )
    })
  const sample = boosting?.permutationSample ?? null
  const notes: RichText[] = [
    ['Gain: share of what all splits lowered the loss by in development; it favours characteristics with many values.'],
    ...(sample === null
      ? []
      : [[`Fall of the AUC: mean over shuffles of the column, with 95% interval, on ${sample}.`]]),
  ]
  return table(
    'Characteristics of the trees',
    [
      textColumn('Characteristic', 3),
      textColumn('Read as', 0),
      textColumn('Constraint', 0),
      numberColumn('Gain'),
      numberColumn('Splits'),
      numberColumn('Fall of AUC'),
    ],
    rows,
    notes,
  )
}

const STOPPED = {
  allTrees: 'All trees asked for were grown.',
  earlyStopping: 'It stopped early, because the watched sample no longer improved; the best number of trees is kept.',
  person: 'A person ended it early; the best number of trees so far is kept.',
  noGain: 'It ended because no split lowered the loss any more.',
  imported: 'The model was not grown here: it was read from a file, and is described on the data set named.',
} as const

/** How the trees came about, and what is known of their characteristics. */
export function treeFitBlocks(fit: PackEvidenceOf<FitReport>, model: TreeModel): PackBlock[] {
  const { payload, id } = fit
  return [
    heading(2, '4.3', 'Growing the trees'),
    ...growthBlocks(fit),
    paragraph(
      'AUC on the development sample ',
      estimated(payload.developmentAuc, 'auc', id),
      '; it flatters trees, which can fit chance there, so the hold-out sample in section 6 is what counts.',
    ),
    {
      kind: 'note',
      tone: 'neutral',
      title: 'Coefficients: do not apply',
      text: [
        'Trees have no coefficients, so there are no standard errors, p-values or variance inflation factors; checks of the policy that ask for them do not apply. What each characteristic does is shown by its constraint, its importance and the contributions in section 7.',
      ],
    },
    ...monotoneBlocks(fit),
    ...warningBlocks(payload.warnings),
    heading(2, '4.4', 'Characteristics considered'),
    ...importanceCharts(fit),
    ...exclusionBlocks(fit),
    ...binBlocks(fit, model),
  ]
}

function growthBlocks({ payload, id }: PackEvidenceOf<FitReport>): PackBlock[] {
  const { boosting } = payload
  if (boosting === null) return []
  const { nTrees, nLeaves, largestDepth, nGrown, stopped, watched, history, metric } = boosting
  const isOwn = stopped !== 'imported'
  const words = paragraph(
    num(nTrees, 'integer', id),
    ' trees with ',
    num(nLeaves, 'integer', id),
    ' leaves in all, at most ',
    num(largestDepth, 'integer', id),
    ' splits deep',
    ...(isOwn ? [', of ', num(nGrown, 'integer', id), ' grown'] : []),
    `. ${STOPPED[stopped]}`,
    ...(watched === null ? [] : [` Sample watched: ${watched}.`]),
    ...(isOwn ? [' The parameters stand in appendix C.'] : []),
  )
  if (history.length < 2) return [words]
  const curve = { history, watched, metric, best: nTrees, isRunning: false }
  return [
    words,
    { kind: 'charts', charts: [{ chart: { name: 'boostingCurve', curve, view: 'logLoss' }, evidenceId: id }] },
  ]
}

function monotoneBlocks({ payload, id }: PackEvidenceOf<FitReport>): PackBlock[] {
  const checks = payload.boosting?.monotone ?? []
  if (checks.length === 0) return []
  return [
    table(
      'Check of the constraints on a grid of values',
      [
        textColumn('Characteristic', 3),
        textColumn('PD', 0),
        numberColumn('Steps compared'),
        numberColumn('Largest violation'),
      ],
      checks.map(({ name, direction, nChecked, largestViolation }) =>
        row(name, direction, num(nChecked, 'integer', id), num(largestViolation, 'number', id)),
      ),
      [
        [
          'Largest step against the direction, in log-odds, other values taken from real cases; 0 means that there is none.',
        ],
      ],
    ),
  ]
}

function warningBlocks(warnings: readonly string[]): PackBlock[] {
  if (warnings.length === 0) return []
  return [
    paragraph(strong('Warnings of the fit')),
    { kind: 'bullets', items: warnings.map((warning): RichText => [cellLabel(warning)]) },
  ]
}

function importanceCharts({ payload, id }: PackEvidenceOf<FitReport>): PackBlock[] {
  const { boosting } = payload
  if (boosting === null || boosting.importance.length === 0) return []
  const hasGains = boosting.importance.some(({ gain }) => gain !== null)
  const chart = {
    name: 'treeImportance',
    importance: boosting.importance,
    measure: hasGains ? 'gain' : 'splits',
    sample: boosting.permutationSample,
  } as const
  return [{ kind: 'charts', charts: [{ chart, evidenceId: id }] }]
}

const MAX_BIN_CHARTS = 12

/** The strongest characteristics by bins: the rest stands in the appendix. */
function binBlocks({ payload, id }: PackEvidenceOf<FitReport>, model: TreeModel): PackBlock[] {
  const strongest = (payload.boosting?.importance ?? []).slice(0, MAX_BIN_CHARTS).map(({ name }) => name)
  const variables = strongest.flatMap((name) => model.variables.filter((variable) => variable.name === name))
  if (variables.length === 0) return []
  const rest = model.characteristics.length - variables.length
  return [
    heading(2, '4.5', 'Weight of evidence of the strongest characteristics'),
    paragraph(
      'How the bad rate runs over bins of each characteristic alone. The trees do not use these bins; they describe the data and are what stability is watched in.',
      rest > 0 ? ` The other ${rest} stand in appendix B.` : '',
    ),
    ...variables.map(
      (variable): PackBlock => ({ kind: 'charts', charts: [{ chart: { name: 'woeBins', variable }, evidenceId: id }] }),
    ),
  ]
}
