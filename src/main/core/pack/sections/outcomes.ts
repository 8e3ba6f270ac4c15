import {
  cellLabel,
  estimated,
  heading,
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
import type { PackEvidenceOf, SampleReport, StabilityReport, ValidationReport } from '../pack-evidence.ts'
import { sampleName } from '../pack-words.ts'

type Validation = PackEvidenceOf<ValidationReport>

/** Section 6: discrimination, calibration and stability; once per data set that was validated. */
export function outcomesBlocks(context: PackContext): PackBlock[] {
  const blocks: PackBlock[] = [{ kind: 'heading', level: 1, number: '6', text: 'Outcomes', isOnNewPage: false }]
  if (context.validations.length === 0) {
    blocks.push(
      notAssessed(
        'Discrimination, calibration and stability',
        `No validation report exists for this model version. Open Validation and run it, or use: assay validate --model ${context.modelId} --dataset ${context.datasetId}`,
      ),
    )
  }
  context.validations.forEach((validation, index) => {
    const isOwn = validation.datasetVersionId === context.input.model.datasetVersionId
    if (context.validations.length > 1)
      blocks.push(
        paragraph(
          { kind: 'strong', text: isOwn ? 'On the model’s own data' : `On data set ${validation.datasetVersionId}` },
          ' ',
          { kind: 'reference', evidenceId: validation.id },
        ),
      )
    blocks.push(...validationBlocks(validation, context, index * 4))
  })
  const next = context.validations.length * 4 + 1
  blocks.push(
    heading(2, `6.${next}`, 'Benchmark, sensitivity, segments and back-testing'),
    notAssessed(
      'Benchmark, sensitivity, segments and back-testing',
      'Validate a challenger on the same samples; re-estimate under changed samples and parameters; repeat the tests within segments; validate on later data with known outcomes.',
    ),
  )
  return blocks
}

function validationBlocks(validation: Validation, context: PackContext, offset: number): PackBlock[] {
  const { samples } = validation.payload
  const tested = samples.find((report) => report.sample !== 'development') ?? samples[0]
  if (tested === undefined)
    return [notAssessed('Outcomes', 'The validation report holds no sample. Run validation again.')]
  const { id } = validation
  const cutOff =
    context.fairness.find((item) => item.datasetVersionId === validation.datasetVersionId)?.payload.cutOff.points ??
    null
  return [
    heading(2, `6.${offset + 1}`, 'Discrimination'),
    measureTable(validation),
    {
      kind: 'charts',
      charts: [
        { chart: { name: 'rocCurve', samples }, evidenceId: id },
        { chart: { name: 'gainsCurve', samples }, evidenceId: id },
      ],
    },
    {
      kind: 'charts',
      charts: samples.slice(0, 2).map((sample) => ({ chart: { name: 'ksCurve', sample }, evidenceId: id })),
    },
    heading(2, `6.${offset + 2}`, 'Calibration'),
    { kind: 'charts', charts: [{ chart: { name: 'calibrationCurve', samples }, evidenceId: id }] },
    calibrationTable(validation),
    heading(2, `6.${offset + 3}`, 'Score distribution'),
    ...samples.map(
      (sample): PackBlock => ({
        kind: 'charts',
        charts: [{ chart: { name: 'scoreDistribution', sample, cutOff }, evidenceId: id }],
      }),
    ),
    heading(2, `6.${offset + 4}`, 'Stability'),
    ...stabilityBlocks(validation),
  ]
}

function measureTable({ payload, id }: Validation): PackBlock {
  const rows: TableRow[] = payload.samples.map((report) =>
    row(
      sampleName(report.sample),
      num(report.nRows, 'integer', id),
      num(report.nEvents, 'integer', id),
      estimated(report.rocAuc, 'auc', id),
      estimated(report.gini, 'percent1', id),
      num(report.ksStatistic.value, 'percent1', id),
      num(report.ksPoints, 'points', id),
    ),
  )
  return table(
    'Discrimination',
    [
      textColumn('Sample'),
      numberColumn('n'),
      numberColumn('Bad'),
      numberColumn('AUC [95%]'),
      numberColumn('Gini [95%]'),
      numberColumn('KS'),
      numberColumn('KS at points'),
    ],
    rows,
    reasons(payload.samples, (report) => [report.rocAuc, report.gini, report.ksStatistic]),
  )
}

function calibrationTable({ payload, id }: Validation): PackBlock {
  const line = (label: string, cell: (report: SampleReport) => TableRow['cells'][number]): TableRow => ({
    role: 'body',
    cells: [[label], ...payload.samples.map(cell)],
  })
  const columns = [
    textColumn('Measure', 3),
    ...payload.samples.map((report) => numberColumn(sampleName(report.sample))),
  ]
  return table(
    'Calibration and probability accuracy',
    columns,
    [
      line('Observed bad rate', (report) => [num(report.eventRate, 'percent2', id)]),
      line('Mean PD minus bad rate', (report) => [estimated(report.calibrationInTheLarge, 'pp2', id)]),
      line('Calibration slope (1 = agreement)', (report) => [estimated(report.calibrationSlope, 'ratio3', id)]),
      line('Calibration intercept (0 = agreement)', (report) => [estimated(report.calibrationIntercept, 'ratio3', id)]),
      line('Expected calibration error', (report) => [estimated(report.expectedCalibrationError, 'pp2', id)]),
      line('Hosmer–Lemeshow statistic', (report) => [num(report.hosmerLemeshow.statistic, 'odds', id)]),
      line('Hosmer–Lemeshow p', (report) => [num(report.hosmerLemeshow.pValue, 'pValue', id)]),
      line('Brier score (lower is better)', (report) => [estimated(report.brierScore, 'ratio3', id)]),
      line('Log-loss (lower is better)', (report) => [estimated(report.logLoss, 'ratio3', id)]),
    ],
    reasons(payload.samples, (report) => [
      report.calibrationInTheLarge,
      report.calibrationSlope,
      report.calibrationIntercept,
      report.expectedCalibrationError,
      report.hosmerLemeshow,
      report.brierScore,
      report.logLoss,
    ]),
  )
}

function stabilityBlocks({ payload, id }: Validation): PackBlock[] {
  if (payload.scoreStability === null)
    return [
      notAssessed('Stability', 'The validation report compares no second sample. Validate on hold-out or later data.'),
    ]
  const columns = [
    textColumn('Band', 2),
    numberColumn('Expected n'),
    numberColumn('Expected %'),
    numberColumn('Actual n'),
    numberColumn('Actual %'),
    numberColumn('Difference'),
    numberColumn('ln ratio'),
    numberColumn('Contribution'),
  ]
  const rows = payload.scoreStability.bands.map((band) =>
    row(
      band.label,
      num(band.expected, 'integer', id),
      num(band.expectedShare, 'percent1', id),
      num(band.actual, 'integer', id),
      num(band.actualShare, 'percent1', id),
      num(band.actualShare - band.expectedShare, 'pp1', id),
      num(band.logRatio, 'woe', id),
      num(band.contribution, 'woe', id),
    ),
  )
  const total: TableRow = {
    role: 'total',
    cells: [
      ['Total (PSI)'],
      [num(payload.scoreStability.nExpected, 'integer', id)],
      [],
      [num(payload.scoreStability.nActual, 'integer', id)],
      [],
      [],
      [],
      [num(payload.scoreStability.populationStabilityIndex.value, 'woe', id)],
    ],
  }
  const blocks: PackBlock[] = [
    { kind: 'charts', charts: [{ chart: { name: 'stabilityBands', report: payload.scoreStability }, evidenceId: id }] },
    table('Score stability, development (expected) against the sample under test (actual)', columns, [...rows, total]),
  ]
  return [...blocks, ...characteristicBlocks(payload.characteristicStability, id)]
}

function characteristicBlocks(reports: readonly StabilityReport[], id: string): PackBlock[] {
  if (reports.length === 0) return []
  const rows = reports.map((report) =>
    row(
      cellLabel(report.name),
      num(report.populationStabilityIndex.value, 'index3', id),
      num(report.noDriftLimit, 'index3', id),
      num(report.bands.length, 'integer', id),
      chanceWords(report),
    ),
  )
  const undefinedOnes = reports.flatMap((report): RichText[] => {
    const { reason } = report.populationStabilityIndex
    return reason === null ? [] : [[`Not defined. ${cellLabel(report.name)}: ${reason}`]]
  })
  const columns = [
    textColumn('Characteristic', 3),
    numberColumn('PSI'),
    numberColumn('Limit by chance'),
    numberColumn('Bands'),
    textColumn('Reading', 0),
  ]
  const meaning =
    'Limit by chance: the value that sampling alone stays below in 95% of cases when nothing has drifted, given the two sample sizes.'
  return [table('Stability of the characteristics', columns, rows, [[meaning], ...undefinedOnes])]
}

/** Whether the shift is more than sampling alone explains. */
function chanceWords({ populationStabilityIndex: { value }, noDriftLimit }: StabilityReport): string {
  if (value === null || noDriftLimit === null) return '–'
  return value <= noDriftLimit ? 'within chance' : 'beyond chance'
}

/** Reasons of figures that do not exist, once each. */
function reasons(
  samples: readonly SampleReport[],
  of: (report: SampleReport) => readonly { readonly reason: string | null }[],
): RichText[] {
  const found = samples.flatMap((report) =>
    of(report).flatMap((one) => (one.reason === null ? [] : [`${sampleName(report.sample)}: ${one.reason}`])),
  )
  return [...new Set(found)].map((reason) => [`Not defined. ${reason}`])
}
