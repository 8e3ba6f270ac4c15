import { GLOSSARY_TERMS, TREE_TERMS } from '../glossary-terms.ts'
import { cellLabel, code, heading, num, numberColumn, paragraph, row, strong, table, textColumn } from '../inline.ts'
import type { PackContext } from '../pack-context.ts'
import type { PackBlock, RegisterEntry, RichText, TableRow } from '../pack-document.ts'
import type { SampleReport } from '../pack-evidence.ts'
import type { BinnedVariable } from '../pack-input.ts'
import { minuteOf, sampleName } from '../pack-words.ts'
import { configurationBlocks } from './configuration.ts'

/** Appendices A to F: dictionary, full tables, configuration, environment, register with hashes, glossary. */
export function appendixBlocks(context: PackContext): PackBlock[] {
  return [
    ...dictionaryBlocks(context),
    ...fullTableBlocks(context),
    ...configurationBlocks(context),
    ...environmentBlocks(context),
    ...registerBlocks(context),
    ...glossaryBlocks(context),
  ]
}

function dictionaryBlocks(context: PackContext): PackBlock[] {
  const { dataset } = context.input
  const id = context.datasetId
  const rows = dataset.columns.map((column) =>
    row(
      cellLabel(column.name),
      column.role,
      column.type,
      num(column.nDistinct, 'integer', id),
      num(column.nMissing, 'integer', id),
      column.reason,
    ),
  )
  return [
    { kind: 'heading', level: 1, number: 'A', text: 'Data dictionary', isOnNewPage: true },
    table(
      'Columns',
      [
        textColumn('Column', 3),
        textColumn('Role', 0),
        textColumn('Type', 0),
        numberColumn('Distinct'),
        numberColumn('Missing'),
        textColumn('Why this type', 3),
      ],
      rows,
    ),
  ]
}

function fullTableBlocks(context: PackContext): PackBlock[] {
  const blocks: PackBlock[] = [{ kind: 'heading', level: 1, number: 'B', text: 'Full tables', isOnNewPage: false }]
  const { fit } = context
  if (fit !== null) {
    blocks.push(heading(2, 'B.1', 'Binning of every characteristic looked at'))
    if (context.input.scorecard.kind === 'treeModel')
      blocks.push(paragraph('The bins describe and watch the characteristics; the trees do not use them.'))
    for (const variable of fit.payload.characteristicReport) blocks.push(binningTable(variable, fit.id))
  }
  context.validations.forEach((validation, index) => {
    blocks.push(
      heading(
        2,
        `B.${index + 2}`,
        `Gains and calibration by band${context.validations.length > 1 ? `, data set ${validation.datasetVersionId}` : ''}`,
      ),
    )
    for (const report of validation.payload.samples)
      blocks.push(gainsTable(report, validation.id), calibrationTable(report, validation.id))
  })
  if (blocks.length === 1) blocks.push(paragraph('No evidence exists from which full tables could be printed.'))
  return blocks
}

function gainsTable(report: SampleReport, id: string): PackBlock {
  const labels = ['Band', 'Points', 'Count', 'Bad', 'Bad rate', 'Cum. cases', 'Cum. bads', 'Cum. goods', 'Lift']
  const rows = report.gains.map((gain) =>
    row(
      num(gain.band, 'integer', id),
      [num(gain.minimumPoints, 'points', id), ' to ', num(gain.maximumPoints, 'points', id)],
      num(gain.count, 'integer', id),
      num(gain.events, 'integer', id),
      num(gain.eventRate, 'percent1', id),
      num(gain.cumulativeShare, 'percent1', id),
      num(gain.cumulativeEventShare, 'percent1', id),
      num(gain.cumulativeNonEventShare, 'percent1', id),
      num(gain.lift, 'odds', id),
    ),
  )
  return table(`Gains, ${sampleName(report.sample).toLowerCase()}, riskiest first`, labels.map(numberColumn), rows)
}

function calibrationTable(report: SampleReport, id: string): PackBlock {
  const labels = ['Count', 'Bad', 'Mean PD', 'Bad rate', '95% interval']
  const rows = report.calibrationCurve.map((band) =>
    row(
      num(band.count, 'integer', id),
      num(band.events, 'integer', id),
      num(band.meanPredicted, 'percent2', id),
      num(band.observed, 'percent2', id),
      [num(band.lower, 'percent2', id), ' to ', num(band.upper, 'percent2', id)],
    ),
  )
  return table(`Calibration, ${sampleName(report.sample).toLowerCase()}`, labels.map(numberColumn), rows)
}

function binningTable(variable: BinnedVariable, id: string): PackBlock {
  const columns = [
    textColumn('Bin', 3),
    numberColumn('Count'),
    numberColumn('Count %'),
    numberColumn('Good'),
    numberColumn('Bad'),
    numberColumn('Bad rate'),
    numberColumn('WoE'),
    numberColumn('Bin IV'),
  ]
  const rows = variable.bins.map((bin) =>
    row(
      [cellLabel(bin.label), ...(bin.isAdjusted ? [{ kind: 'muted' as const, text: ' *' }] : [])],
      num(bin.count, 'integer', id),
      num(bin.share, 'percent1', id),
      num(bin.nonEvents, 'integer', id),
      num(bin.events, 'integer', id),
      num(bin.eventRate, 'percent1', id),
      num(bin.woe, 'woe', id),
      num(bin.informationValue, 'woe', id),
    ),
  )
  const total: TableRow = {
    role: 'total',
    cells: [['Information value'], [], [], [], [], [], [], [num(variable.informationValue, 'woe', id)]],
  }
  const adjusted: RichText[] = variable.bins.some((bin) => bin.isAdjusted)
    ? [[`* ${sentenceOf(variable.zeroCellRule)}`]]
    : []
  return table(variable.name, columns, [...rows, total], [[trendText(variable)], ...adjusted])
}

/** How the bad rate runs over the bins, and how that trend was chosen. */
function trendText(variable: BinnedVariable): string {
  const nOrdered = variable.bins.filter((bin) => bin.definition.kind === 'interval').length
  if (variable.type === 'text') return 'Levels have no order of their own; their groups stand by bad rate.'
  if (nOrdered < 2) return sentenceOf(variable.trendReason ?? 'One ordered bin only')
  const run = variable.isMonotone ? 'Bad rate monotone over the bins.' : 'Bad rate not monotone over the bins.'
  return variable.trendReason === undefined ? run : `${run} ${sentenceOf(variable.trendReason)}`
}

function sentenceOf(text: string): string {
  return text.endsWith('.') ? text : `${text}.`
}

function environmentBlocks(context: PackContext): PackBlock[] {
  const { model, policy, profile, codeVersion, workspaceName, isSample } = context.input
  return [
    { kind: 'heading', level: 1, number: 'D', text: 'Environment', isOnNewPage: false },
    {
      kind: 'keyValues',
      rows: [
        { label: 'Pack built with', value: [codeVersion] },
        { label: 'Model trained with', value: [model.codeVersion] },
        { label: 'Workspace', value: [isSample ? `${workspaceName} (sample)` : workspaceName] },
        { label: 'Policy', value: [`${policy.id}, version ${policy.version}`] },
        { label: 'Profile', value: [`${profile.id}, version ${profile.version}`] },
        { label: 'Network', value: ['None: everything was computed and rendered on the workstation'] },
      ],
    },
  ]
}

function registerBlocks(context: PackContext): PackBlock[] {
  return [
    { kind: 'heading', level: 1, number: 'E', text: 'Evidence register and hash manifest', isOnNewPage: false },
    paragraph(
      'What the marks in this pack stand for. Content hashes are SHA-256 of the value in canonical form; those marked "agrees" were worked out again from the values attached to this file when it was rendered.',
    ),
    ...context.register.flatMap((entry) => entryBlocks(entry, context)),
    heading(2, 'E.1', 'Hash manifest'),
    table(
      'Content hashes',
      [textColumn('Mark', 0), textColumn('Kind', 2), textColumn('SHA-256', 6), textColumn('Check', 0)],
      context.register.map((entry) => row(entry.mark, entry.kind, [code(entry.contentHash)], checkCell(entry))),
    ),
  ]
}

function entryBlocks(entry: RegisterEntry, context: PackContext): PackBlock[] {
  const replaced = context.replacedIds.includes(entry.id)
  const rows: { label: string; value: RichText }[] = [
    { label: 'Id', value: [code(entry.id)] },
    { label: 'Content hash', value: [code(entry.contentHash)] },
  ]
  if (entry.datasetVersionId !== null && entry.kind !== 'Data set version')
    rows.push({ label: 'Data set version', value: [code(entry.datasetVersionId)] })
  if (entry.parameters !== null) rows.push({ label: 'Parameters', value: [code(cellLabel(entry.parameters))] })
  if (entry.codeVersion !== null) rows.push({ label: 'Code version', value: [entry.codeVersion] })
  if (entry.createdAt !== null)
    rows.push({ label: 'Made', value: [`${minuteOf(entry.createdAt)} by ${entry.createdBy ?? 'unknown'}`] })
  if (replaced) rows.push({ label: 'Shown', value: ['no: a newer run about the same thing is shown instead'] })
  return [heading(3, '', `${entry.mark}  ${entry.kind}: ${entry.title}`), { kind: 'keyValues', rows }]
}

function checkCell(entry: RegisterEntry): RichText {
  if (entry.hashCheck === 'agrees') return ['agrees']
  return entry.hashCheck === 'differs' ? [strong('■ differs')] : ['as recorded']
}

function glossaryBlocks(context: PackContext): PackBlock[] {
  const isTrees = context.input.scorecard.kind === 'treeModel'
  const terms = isTrees ? [...GLOSSARY_TERMS, ...TREE_TERMS].sort(byTerm) : GLOSSARY_TERMS
  return [
    { kind: 'heading', level: 1, number: 'F', text: 'Glossary', isOnNewPage: false },
    { kind: 'keyValues', rows: terms.map(([term, meaning]) => ({ label: term, value: [meaning] })) },
  ]
}

function byTerm([a]: readonly [string, string], [b]: readonly [string, string]): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}
