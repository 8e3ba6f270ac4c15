type Option = readonly [flag: string, value: string | number | boolean | readonly string[] | null | undefined]

/** The command that does what a page does; options without a value are left out. */
export function assayCommand(
  verb: string,
  positional: readonly string[],
  options: readonly Option[],
  workspace: string | null,
): string {
  const parts = ['npx assay', ...verb.split(' '), ...positional.map(shellQuote)]
  for (const [flag, value] of [...options, ['workspace', workspace] as const]) {
    if (value === null || value === undefined || value === false || value === '') continue
    if (value === true) parts.push(`--${flag}`)
    else if (Array.isArray(value))
      for (const item of value as readonly string[]) parts.push(`--${flag} ${shellQuote(item)}`)
    else parts.push(`--${flag} ${shellQuote(String(value))}`)
  }
  return parts.join(' ')
}

/** A call of any procedure by its name, for what has no command of its own. */
export function callCommand(procedure: string, input: unknown, workspace: string | null): string {
  const parts = ['npx assay call', procedure]
  if (input !== undefined) parts.push(shellQuote(JSON.stringify(input)))
  if (workspace !== null) parts.push(`--workspace ${shellQuote(workspace)}`)
  return parts.join(' ')
}

/** One word for a POSIX shell, quoted only where it must be. */
export function shellQuote(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`
}
