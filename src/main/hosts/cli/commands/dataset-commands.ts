import type { Command } from 'commander'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { collect } from '../option-values.ts'
import { datasetsText, datasetText } from '../print-dataset.ts'
import { columnProfileText, profileText } from '../print-profile.ts'
import type { Act, Reply } from '../reply.ts'
import { requireColumn } from '../require-column.ts'

interface ExportOptions {
  readonly out: string
  readonly columns?: readonly string[]
  readonly where?: string
  readonly reveal?: string
  readonly exact?: boolean
}
interface ProfileOptions {
  readonly dataset: string
  readonly column?: string
}

export const DATASET_REF = 'id, beginning of an id, name, or name@version'

export function addDatasetCommands(program: Command, act: Act): void {
  program
    .command('datasets')
    .description('list the datasets')
    .action(() => act(listDatasets))
  const dataset = program.command('dataset').description('show or export one dataset')
  dataset
    .command('show')
    .argument('<id>', DATASET_REF)
    .description('everything recorded about a dataset version')
    .action((id: string) => act((session) => showDataset(session, id)))
  dataset
    .command('export')
    .argument('<id>', DATASET_REF)
    .description('write the stored values to a file; its name says the format')
    .requiredOption('--out <file>', 'file to write: .csv, .xlsx, .parquet or .jsonl')
    .option('--columns <column>', 'only this column; repeatable, in this order', collect)
    .option('--where <expression>', 'only the rows for which this is true')
    .option('--exact', 'leave texts that look like formulas as they are in CSV')
    .option('--reveal <reason>', 'write masked and pseudonymised columns as they came; the reason is logged')
    .action((id: string, options: ExportOptions) => act((session) => exportDataset(session, id, options)))
  program
    .command('profile')
    .description('counts, quantiles and most frequent values of the columns')
    .requiredOption('--dataset <id>', DATASET_REF)
    .option('--column <column>', 'all about this column')
    .action((options: ProfileOptions) => act((session) => profile(session, options)))
}

async function listDatasets(session: CliSession): Promise<Reply> {
  const client = await session.signedIn()
  const datasets = await client.dataset.list()
  if (datasets.length === 0)
    return { document: datasets, text: 'No datasets yet; "assay import FILE --name NAME" reads one.' }
  return { document: datasets, text: datasetsText(datasets) }
}

async function showDataset(session: CliSession, id: string): Promise<Reply> {
  const client = await session.signedIn()
  const dataset = await client.dataset.get({ dataset: id })
  return { document: dataset, text: datasetText(dataset) }
}

async function exportDataset(session: CliSession, id: string, options: ExportOptions): Promise<Reply> {
  const { out, columns, where, reveal, exact } = options
  const client = await session.signedIn()
  // The name may get a newer version meanwhile; view and export speak of the same one.
  const { id: dataset } = await client.dataset.get({ dataset: id })
  const view = where === undefined ? null : (await client.dataset.view({ dataset, filter: where })).view
  const job = await session.run(client, () =>
    client.dataset.export({
      dataset,
      path: session.path(out),
      ...(view === null ? {} : { view }),
      ...(columns === undefined ? {} : { columns: [...columns] }),
      ...(exact === true ? { guardFormulas: false } : {}),
      ...(reveal === undefined ? {} : { revealReason: reveal }),
    }),
  )
  const result = resultOf(job)
  return { document: result, text: `${result.summary}\n${result.path ?? ''}`.trimEnd() }
}

async function profile(session: CliSession, { dataset, column }: ProfileOptions): Promise<Reply> {
  const client = await session.signedIn()
  const profiles = await client.dataset.profile({ dataset })
  if (column === undefined) return { document: profiles, text: profileText(profiles) }
  const one = requireColumn(profiles, column, dataset)
  return { document: one, text: columnProfileText(one) }
}
