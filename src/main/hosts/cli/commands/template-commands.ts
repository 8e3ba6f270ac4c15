import type { Command } from 'commander'
import type { ImportTemplate } from '../../../../shared/contract/index.ts'
import { formatInstant } from '../../../../shared/format.ts'
import type { CliSession } from '../cli-session.ts'
import type { Act, Reply } from '../reply.ts'
import { renderTable } from '../table.ts'

export function addTemplateCommands(program: Command, act: Act): void {
  program
    .command('templates')
    .description('list the decisions kept for imports')
    .action(() => act(listTemplates))
  program
    .command('template')
    .description('decisions kept for imports')
    .command('remove')
    .argument('<name>', 'name of the template')
    .description('remove a template; datasets imported with it stay as they are')
    .action((name: string) => act((session) => removeTemplate(session, name)))
}

async function listTemplates(session: CliSession): Promise<Reply> {
  const client = await session.signedIn()
  const templates = await client.template.list()
  if (templates.length === 0)
    return { document: templates, text: 'No templates yet; "assay import … --save-template NAME" keeps one.' }
  const rows = templates.map((one) => [one.name, decisionsText(one), formatInstant(one.createdAt), one.createdBy])
  const columns = [{ header: 'template' }, { header: 'decides' }, { header: 'kept (UTC)' }, { header: 'by' }]
  return { document: templates, text: renderTable(columns, rows) }
}

async function removeTemplate(session: CliSession, name: string): Promise<Reply> {
  const client = await session.signedIn()
  await client.template.remove({ name })
  return { document: { removed: name }, text: `Template ${name} removed` }
}

function decisionsText({ decisions }: ImportTemplate): string {
  const { target, sensitive, columns, options } = decisions
  const parts = [
    target === undefined ? null : `target ${target.column} = ${target.eventValue}`,
    sensitive.length === 0 ? null : `sensitive ${sensitive.join(', ')}`,
    columns.length === 0 ? null : `${columns.length} columns`,
    Object.keys(options).length === 0 ? null : `reading (${Object.keys(options).join(', ')})`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'nothing' : parts.join('; ')
}
