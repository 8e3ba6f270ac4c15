import {
  cellLabel,
  code,
  fraction,
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
import type { PackBlock, RichText } from '../pack-document.ts'
import { dateOf } from '../pack-words.ts'

const MAX_ISSUES = 12

/** Section 3: where the data come from, how they were read, and how they were divided. */
export function dataBlocks(context: PackContext): PackBlock[] {
  const { dataset } = context.input
  const id = context.datasetId
  const nEvents: RichText =
    dataset.nEvents === null ? [muted('Not recorded')] : [fraction(dataset.nEvents, dataset.nRows, id)]
  return [
    { kind: 'heading', level: 1, number: '3', text: 'Data', isOnNewPage: false },
    heading(2, '3.1', 'Source and reading'),
    {
      kind: 'keyValues',
      rows: [
        {
          label: 'Data set',
          value: [
            `${dataset.name}, version ${dataset.version}, imported ${dateOf(dataset.createdAt)} by ${dataset.createdBy}`,
          ],
        },
        {
          label: 'Rows and columns',
          value: [num(dataset.nRows, 'integer', id), ' rows, ', num(dataset.nColumns, 'integer', id), ' columns'],
        },
        { label: 'Events', value: nEvents },
        { label: 'File', value: [`${dataset.source.fileName}, `, num(dataset.source.bytes, 'integer', id), ' bytes'] },
        { label: 'SHA-256 of the file', value: [code(dataset.source.sha256)] },
        { label: 'Content hash', value: [code(dataset.contentHash)] },
        { label: 'Read as', value: [dialectText(context)] },
      ],
    },
    ...qualityBlocks(context),
    ...sampleBlocks(context),
    notAssessed(
      'Representativeness, proxies and exclusions',
      'Compare the development data with the population to be scored, record which cases were excluded and why, and examine whether characteristics stand in for protected attributes.',
    ),
  ]
}

function dialectText({ input }: PackContext): string {
  const { dialect } = input.dataset
  const ending =
    dialect.lineEnding === '\n'
      ? 'LF'
      : dialect.lineEnding === '\r\n'
        ? 'CRLF'
        : dialect.lineEnding === '\r'
          ? 'CR'
          : dialect.lineEnding
  const delimiter = dialect.delimiter === '\t' ? 'tab' : `"${dialect.delimiter}"`
  const missing = dialect.missing.map((text) => (text === '' ? '(empty)' : text)).join(', ')
  return `delimiter ${delimiter}, decimal "${dialect.decimal}", encoding ${dialect.encoding}, line ends ${ending}; read as missing: ${missing === '' ? 'nothing' : missing}`
}

function qualityBlocks(context: PackContext): PackBlock[] {
  const { dataset } = context.input
  const id = context.datasetId
  const incomplete = dataset.columns.filter((column) => column.nMissing > 0 || column.nUnparsed > 0)
  const blocks: PackBlock[] = [heading(2, '3.2', 'Quality')]
  if (incomplete.length === 0) blocks.push(paragraph('No column has missing values.'))
  else {
    const rows = incomplete.map((column) =>
      row(
        column.name,
        num(column.nMissing, 'integer', id),
        num(column.nMissing / dataset.nRows, 'percent1', id),
        num(column.nUnparsed, 'integer', id),
      ),
    )
    blocks.push(
      table(
        'Columns with missing values',
        [
          textColumn('Column'),
          numberColumn('Missing'),
          numberColumn('Missing %'),
          numberColumn('Did not fit the type'),
        ],
        rows,
      ),
    )
  }
  if (dataset.nIssues === 0)
    blocks.push(paragraph('Every cell could be read as its column’s type; nothing was altered.'))
  else {
    const rows = dataset.issues
      .slice(0, MAX_ISSUES)
      .map((issue) =>
        row(num(issue.line, 'integer', id), issue.column ?? '–', cellLabel(issue.raw), issue.problem, issue.action),
      )
    const more = dataset.nIssues - rows.length
    const footer: RichText[] =
      more > 0 ? [[num(more, 'integer', id), ' further cells are listed in the workspace.']] : []
    blocks.push(
      table(
        'Cells that did not fit',
        [
          numberColumn('Line'),
          textColumn('Column', 2),
          textColumn('Read'),
          textColumn('Problem', 2),
          textColumn('Action', 2),
        ],
        rows,
        footer,
      ),
    )
  }
  return blocks
}

function sampleBlocks(context: PackContext): PackBlock[] {
  const { fit } = context
  const { model } = context.input
  const blocks: PackBlock[] = [heading(2, '3.3', 'Samples')]
  if (fit === null)
    return [
      ...blocks,
      notAssessed(
        'Development and hold-out sample',
        'No fit report exists for this model version. Train the model again.',
      ),
    ]
  const { nDevelopment, nHoldout, nEventsDevelopment, nEventsHoldout } = fit.payload
  const line = (name: string, n: number, events: number) =>
    row(
      name,
      num(n, 'integer', fit.id),
      num(events, 'integer', fit.id),
      num(n === 0 ? null : events / n, 'percent1', fit.id),
    )
  return [
    ...blocks,
    paragraph(
      'The data were divided at random within goods and within bads, with seed ',
      num(model.seed, 'integer', context.modelId),
      ' and a development share of ',
      num(model.params.developmentShare, 'percent1', context.modelId),
      '. The same seed gives the same division.',
    ),
    table(
      'Samples',
      [textColumn('Sample'), numberColumn('Rows'), numberColumn('Bad'), numberColumn('Bad rate')],
      [line('Development', nDevelopment, nEventsDevelopment), line('Hold-out', nHoldout, nEventsHoldout)],
    ),
  ]
}
