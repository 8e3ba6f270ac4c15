import type { Command } from 'commander'
import type { ImportDecisions } from '../../../../shared/contract/index.ts'
import { resultOf } from '../../run-job.ts'
import type { CliSession } from '../cli-session.ts'
import { UsageError } from '../exit-code.ts'
import { type FileImport, importFiles, nameOfFile } from '../import-files.ts'
import { addDecisionFlags, type DecisionFlags, decisionsOf } from '../import-flags.ts'
import { collect, countingNumber } from '../option-values.ts'
import { datasetText } from '../print-dataset.ts'
import { importsText } from '../print-imports.ts'
import { previewText } from '../print-preview.ts'
import { addReadFlags, type ReadFlags, readOptionsOf } from '../read-options.ts'
import type { Act, Reply } from '../reply.ts'

interface ImportOptions extends DecisionFlags {
  readonly name: string
  readonly template?: string
  readonly saveTemplate?: string
  readonly append?: boolean
  readonly key?: readonly string[]
}
interface PreviewOptions extends ReadFlags {
  readonly rows?: number
}

const SHOWN_ROWS = 3

export function addImportCommands(program: Command, act: Act): void {
  addDecisionFlags(
    program
      .command('import')
      .argument('<files...>', 'CSV, Excel, Parquet or JSON Lines files')
      .description('read a file into a dataset version, or several files, each or all into one')
      .requiredOption(
        '--name <name>',
        'name of the dataset; the same name makes a new version; {file} stands for the name of the file',
      )
      .option('--append', 'add only the rows that are new to the newest version of the dataset')
      .option('--key <column>', 'column that tells rows apart when adding; repeatable (default: all cells)', collect)
      .option('--template <name>', 'decisions kept under this name hold where this command says nothing')
      .option('--save-template <name>', 'keep what this command decides under this name'),
  ).action((files: string[], options: ImportOptions) => act((session) => runImport(session, files, options)))
  addReadFlags(
    program
      .command('preview')
      .argument('<file>', 'CSV, Excel, Parquet or JSON Lines file')
      .description('show how a file would be read, and why; stores nothing')
      .option('--rows <number>', `rows shown (default ${SHOWN_ROWS})`, countingNumber),
  ).action((file: string, options: PreviewOptions) => act((session) => preview(session, file, options)))
}

async function runImport(session: CliSession, files: readonly string[], options: ImportOptions): Promise<Reply> {
  const decisions = decisionsOf(options)
  const imports = planImports(files, options, decisions, session)
  const client = await session.signedIn()
  const [only, ...others] = imports
  if (only !== undefined && others.length === 0) {
    const result = resultOf(await session.run(client, () => client.dataset.import(only.request)))
    await keepTemplate(session, options, decisions)
    session.progress.line(result.summary)
    const dataset = await client.dataset.get({ dataset: result.id })
    return { document: dataset, text: datasetText(dataset) }
  }
  const { files: outcomes, exitCode } = await importFiles(session, client, imports)
  if (outcomes.some(({ dataset }) => dataset !== null)) await keepTemplate(session, options, decisions)
  return { document: { files: outcomes }, text: importsText(outcomes), exitCode }
}

function planImports(
  files: readonly string[],
  options: ImportOptions,
  decisions: ImportDecisions,
  session: CliSession,
): FileImport[] {
  const { name, template, append, key } = options
  if (files.length > 1 && append !== true && !name.includes('{file}'))
    throw new UsageError(
      'Several files need a name each, got one name',
      'Write {file} in --name for a dataset per file, or give --append to put all of them into one.',
    )
  if (key !== undefined && append !== true)
    throw new UsageError('--key needs --append', 'It says which rows are known already.')
  if (template !== undefined && options.saveTemplate !== undefined)
    throw new UsageError(
      '--save-template cannot stand beside --template',
      'Keep the decisions in a command without it.',
    )
  return files.map((file) => ({
    given: file,
    request: {
      ...decisions,
      path: session.path(file),
      name: name.replaceAll('{file}', () => nameOfFile(file)),
      ...(template === undefined ? {} : { template }),
      ...(append === true ? { append: { key: [...(key ?? [])] } } : {}),
    },
  }))
}

async function keepTemplate(session: CliSession, options: ImportOptions, decisions: ImportDecisions): Promise<void> {
  const name = options.saveTemplate
  if (name === undefined) return
  const client = await session.client()
  await client.template.save({ name, decisions })
  session.progress.line(`Template ${name} kept`)
}

async function preview(session: CliSession, file: string, options: PreviewOptions): Promise<Reply> {
  const request = { path: session.path(file), options: readOptionsOf(options) }
  const client = await session.signedIn()
  const found = await client.dataset.preview(request, { signal: session.host.signal })
  const document = options.rows === undefined ? found : { ...found, rows: found.rows.slice(0, options.rows) }
  return { document, text: previewText({ ...found, rows: found.rows.slice(0, options.rows ?? SHOWN_ROWS) }) }
}
