import type { DesktopPort } from '../../../app-context.tsx'

/** What the reader can take. */
export const IMPORT_KINDS = [
  {
    name: 'Tables',
    extensions: ['csv', 'tsv', 'tab', 'txt', 'dat', 'gz', 'xlsx', 'parquet', 'jsonl', 'ndjson'],
  },
] as const

/** The paths of dropped files, and the names of those whose path the host does not give. */
export function droppedPaths(
  files: Iterable<File>,
  desktop: Pick<DesktopPort, 'pathOfDroppedFile'> | null,
): { readonly paths: string[]; readonly unknown: string[] } {
  const paths: string[] = []
  const unknown: string[] = []
  for (const file of files) {
    const path = desktop?.pathOfDroppedFile(file) ?? null
    if (path === null) unknown.push(file.name)
    else paths.push(path)
  }
  return { paths, unknown }
}

/** Why a dropped file could not be taken, and what to do instead. */
export function unknownPathText(names: readonly string[]): string {
  const [first = ''] = names
  const what = names.length === 1 ? `“${first}” lies` : `${names.length} files lie`
  return `A browser does not tell where ${what}. Type the path here, or choose with Browse.`
}
