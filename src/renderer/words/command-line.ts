/** Left out where it is null or empty; a list repeats its flag. */
export type OptionValue = string | number | boolean | readonly string[] | null | undefined
type Option = readonly [flag: string, value: OptionValue]

/** Where a command works, and as whom: a path, the open workspace, or nothing. */
export type CommandWorkspace = string | { readonly path: string | null; readonly userName: string | null } | null

/** The command that does what a page does; options without a value are left out. */
export function assayCommand(
  verb: string,
  positional: readonly string[],
  options: readonly Option[],
  workspace: CommandWorkspace,
): string {
  const parts = ['npx assay', ...verb.split(' '), ...positional.map(shellQuote)]
  for (const [flag, value] of [...options, ...workspaceOptions(workspace)]) {
    if (value === null || value === undefined || value === false || value === '') continue
    if (value === true) parts.push(`--${flag}`)
    else if (Array.isArray(value))
      for (const item of value as readonly string[]) parts.push(`--${flag} ${shellQuote(item)}`)
    else parts.push(`--${flag} ${shellQuote(String(value))}`)
  }
  return parts.join(' ')
}

/** A call of any procedure by its name, for what has no command of its own. */
export function callCommand(procedure: string, input: unknown, workspace: CommandWorkspace): string {
  const parts = ['npx assay call', procedure]
  if (input !== undefined) parts.push(shellQuote(JSON.stringify(input)))
  for (const [flag, value] of workspaceOptions(workspace))
    if (value !== null) parts.push(`--${flag} ${shellQuote(value)}`)
  return parts.join(' ')
}

/** The command line takes the name on this computer where none is given, which need not be the name in the workspace. */
function workspaceOptions(workspace: CommandWorkspace): readonly (readonly [flag: string, value: string | null])[] {
  if (workspace === null || typeof workspace === 'string') return [['workspace', workspace]]
  return [
    ['workspace', workspace.path],
    ['user', workspace.userName],
  ]
}

/** One word for a POSIX shell, quoted only where it must be. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`
}
