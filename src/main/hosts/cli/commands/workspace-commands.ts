import type { Command } from 'commander'
import type { CliSession } from '../cli-session.ts'
import type { Act, Reply } from '../reply.ts'
import { renderFacts } from '../table.ts'

export function addWorkspaceCommands(program: Command, act: Act): void {
  program
    .command('init')
    .description('make a new workspace with its first user (administrator); prints the recovery code once')
    .action(() => act(init))
}

async function init(session: CliSession): Promise<Reply> {
  const path = session.requiredWorkspace()
  const userName = session.userName
  const password = await session.password([`New password of ${userName} (15 characters or more): `, 'Once more: '])
  const client = await session.client()
  const made = await client.workspace.create({ path, userName, password })
  const facts = renderFacts([
    ['Workspace', made.status.path ?? path],
    ['User', `${userName} (${made.status.roles.join(', ')})`],
    ['Recovery code', made.recoveryCode],
  ])
  return {
    document: made,
    text: `${facts}\nThe recovery code is shown this once. Keep it apart from this computer: it opens the workspace when the password is forgotten.`,
  }
}
