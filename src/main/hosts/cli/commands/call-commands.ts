import type { Command } from 'commander'
import type { ProcedureDescription } from '../../../create-app.ts'
import type { Client } from '../../local-client.ts'
import type { CliSession } from '../cli-session.ts'
import { EXIT, UsageError } from '../exit-code.ts'
import { jsonText } from '../json-text.ts'
import type { Act, Reply } from '../reply.ts'
import { renderTable } from '../table.ts'

type Procedure = (input: unknown, options: { signal: AbortSignal }) => Promise<unknown>

/** Procedures anybody may call that still speak about a chosen workspace. */
const ABOUT_CHOSEN = new Set(['workspace.status', 'workspace.unlock', 'workspace.lock', 'workspace.recover'])

export function addCallCommands(program: Command, act: Act): void {
  program
    .command('call')
    .argument('<procedure>', 'name of the procedure, for example dataset.list')
    .argument('[json]', 'its input as JSON, or - to read it from standard input')
    .description('call any procedure by name; a job it starts is waited for')
    .action((name: string, json: string | undefined) => act((session) => call(session, name, json)))
  program
    .command('procedures')
    .description('list every procedure with its required role; --json adds the JSON Schemas')
    .action(() => act(listProcedures))
}

async function listProcedures(): Promise<Reply> {
  const table = await procedures()
  const rows = table.map((one) => [one.path, one.roles, one.audited === null ? '' : 'audited'])
  return {
    document: table,
    text: renderTable([{ header: 'procedure' }, { header: 'who may call it' }, { header: 'change' }], rows),
  }
}

async function procedures(): Promise<ProcedureDescription[]> {
  const { procedureTable } = await import('../../../create-app.ts')
  return procedureTable()
}

async function call(session: CliSession, name: string, json: string | undefined): Promise<Reply> {
  const described = (await procedures()).find((one) => one.path === name)
  if (described === undefined)
    throw new UsageError(`There is no procedure ${JSON.stringify(name)}`, 'List them with "assay procedures".')
  const input = await inputOf(session, json)
  const client = await clientFor(session, described)
  const { signal } = session.host
  const output = await procedureOf(client, name)(input, { signal })
  const document = await wholeOutput(session, client, output)
  return {
    document,
    text: jsonText(document),
    exitCode: signal.aborted ? EXIT.cancelled : EXIT.done,
  }
}

async function inputOf(session: CliSession, json: string | undefined): Promise<unknown> {
  if (json === undefined) return undefined
  const text = json === '-' ? await session.io.readInput() : json
  try {
    return JSON.parse(text)
  } catch {
    throw new UsageError(
      'The input is not JSON',
      'Quote it for the shell, for example \'{"limit":10}\', or give - and pipe it in.',
    )
  }
}

async function clientFor(session: CliSession, described: ProcedureDescription): Promise<Client> {
  if (described.roles !== 'anyone') return session.signedIn()
  const client = await session.client()
  if (ABOUT_CHOSEN.has(described.path) && session.workspace !== null)
    await client.workspace.open({ path: session.workspace })
  return client
}

/** The name was found in the table, so the path leads to a procedure. */
function procedureOf(client: Client, name: string): Procedure {
  const [area = '', verb = ''] = name.split('.')
  const areas = client as unknown as Record<string, Record<string, Procedure>>
  return areas[area]![verb]!
}

/** Streams are gathered, until Ctrl-C where they have no end of their own; a started job is waited for, since it would end with this process. */
async function wholeOutput(session: CliSession, client: Client, output: unknown): Promise<unknown> {
  if (typeof output !== 'object' || output === null) return output ?? null
  if (Symbol.asyncIterator in output) return gather(output as AsyncIterable<unknown>, session.host.signal)
  if ('jobId' in output && Object.keys(output).length === 1) {
    return session.run(client, async () => output as { jobId: string })
  }
  return output
}

async function gather(stream: AsyncIterable<unknown>, signal: AbortSignal): Promise<unknown[]> {
  const items: unknown[] = []
  try {
    for await (const item of stream) items.push(item)
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return items
}
