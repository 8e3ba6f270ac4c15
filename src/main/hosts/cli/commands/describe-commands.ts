import type { Command } from 'commander'
import type { ColumnNotes, DictionaryEntry, LineageGraph } from '../../../../shared/contract/index.ts'
import { formatHash, formatNumber } from '../../../../shared/format.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { privacyText } from '../print-dataset.ts'
import type { Act, Reply } from '../reply.ts'
import { renderFacts, renderTable } from '../table.ts'
import { DATASET_REF } from './dataset-commands.ts'

interface Subject {
  readonly dataset: string
}
interface NotesOptions extends Subject {
  readonly column: string
  readonly describe?: string
  readonly unit?: string
  readonly source?: string
  readonly transformation?: string
}

export function addDescribeCommands(program: Command, act: Act): void {
  const dictionary = program.command('dictionary').description('what the columns of a dataset mean')
  dictionary
    .command('show')
    .requiredOption('--dataset <id>', DATASET_REF)
    .description('the dictionary of a dataset')
    .action(({ dataset }: Subject) => act((session) => showDictionary(session, dataset)))
  dictionary
    .command('set')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--column <column>', 'column described')
    .description('write down what a column means; it holds for every version of the dataset')
    .option('--describe <text>', 'what it means')
    .option('--unit <unit>', 'its unit')
    .option('--source <text>', 'system, table and field it comes from')
    .option('--transformation <text>', 'how it was made before it reached Assay')
    .action((options: NotesOptions) => act((session) => setNotes(session, options)))
  dictionary
    .command('export')
    .requiredOption('--dataset <id>', DATASET_REF)
    .requiredOption('--out <file>', 'file to write: .csv, .xlsx, .json or .md')
    .description('write the dictionary to a file')
    .action((options: Subject & { out: string }) => act((session) => exportDictionary(session, options)))
  program
    .command('lineage')
    .argument('[id]', 'dataset, model, evidence or pack (default: everything)')
    .option('--out <file>', 'write OpenLineage run events to this file, one a line')
    .description('what an object came from and what was made from it')
    .action((id: string | undefined, options: { out?: string }) => act((session) => lineage(session, id, options.out)))
}

async function showDictionary(session: CliSession, dataset: string): Promise<Reply> {
  const client = await session.signedIn()
  const entries = await client.dictionary.get({ dataset })
  return { document: entries, text: dictionaryText(entries) }
}

async function setNotes(session: CliSession, options: NotesOptions): Promise<Reply> {
  const { dataset, column, describe, unit, source, transformation } = options
  const notes: Partial<ColumnNotes> = {
    ...(describe === undefined ? {} : { description: describe }),
    ...(unit === undefined ? {} : { unit }),
    ...(source === undefined ? {} : { source }),
    ...(transformation === undefined ? {} : { transformation }),
  }
  if (Object.keys(notes).length === 0)
    throw new UsageError('There is nothing to write down', 'Give --describe, --unit, --source or --transformation.')
  const client = await session.signedIn()
  const entries = await client.dictionary.update({ dataset, entries: [{ column, ...notes }] })
  const changed = entries.filter((entry) => entry.column === column)
  return { document: changed[0] ?? null, text: dictionaryText(changed) }
}

async function exportDictionary(session: CliSession, options: Subject & { out: string }): Promise<Reply> {
  const client = await session.signedIn()
  const result = resultOf(
    await session.run(client, () =>
      client.dictionary.export({ dataset: options.dataset, path: session.path(options.out) }),
    ),
  )
  return { document: result, text: `${result.summary}\n${result.path ?? ''}`.trimEnd() }
}

async function lineage(session: CliSession, id: string | undefined, out: string | undefined): Promise<Reply> {
  const client = await session.signedIn()
  const about = id === undefined ? {} : { object: id }
  if (out === undefined) {
    const graph = await client.lineage.graph(about)
    return { document: graph, text: lineageText(graph) }
  }
  const written = await client.lineage.export({ ...about, path: session.path(out) })
  const facts = renderFacts([
    ['Events', formatNumber(written.nEvents, 'integer')],
    ['File', `${written.path}, SHA-256 ${written.sha256}`],
  ])
  return { document: written, text: facts }
}

function dictionaryText(entries: readonly DictionaryEntry[]): string {
  const rows = entries.map((entry) => [
    entry.column,
    entry.type,
    entry.role,
    privacyText(entry.privacy),
    entry.values,
    entry.unit,
    [entry.description, entry.derivation === null ? '' : `= ${entry.derivation}`]
      .filter((part) => part !== '')
      .join(' '),
    entry.source,
  ])
  const columns = [
    { header: 'column' },
    { header: 'type' },
    { header: 'role' },
    { header: 'privacy' },
    { header: 'values' },
    { header: 'unit' },
    { header: 'meaning' },
    { header: 'source' },
  ] as const
  return renderTable(columns, rows)
}

function lineageText({ nodes, edges }: LineageGraph): string {
  if (nodes.length === 0) return 'Nothing yet.'
  const labels = new Map(nodes.map(({ id, label }) => [id, label]))
  const things = renderTable(
    [{ header: 'id' }, { header: 'kind' }, { header: 'what' }, { header: 'detail' }, { header: 'hash' }],
    nodes.map((node) => [
      node.id,
      node.kind,
      node.label,
      node.detail,
      node.hash === null ? '–' : formatHash(node.hash),
    ]),
  )
  if (edges.length === 0) return things
  const ways = renderTable(
    [{ header: 'from' }, { header: 'by' }, { header: 'to' }],
    edges.map(({ from, to, label }) => [labels.get(from) ?? from, label, labels.get(to) ?? to]),
  )
  return `${things}\n\n${ways}`
}
