import { basename } from 'node:path'
import { toAppError } from '../../../shared/client-error.ts'
import type { DatasetVersion } from '../../../shared/contract/index.ts'
import type { Client } from '../local-client.ts'
import { resultOf } from '../run-job.ts'
import type { CliSession } from './cli-session.ts'
import { type ErrorDocument, errorDocument, errorLine } from './error-line.ts'
import { EXIT } from './exit-code.ts'

export interface FileImport {
  /** The path as it stands on the command line. */
  readonly given: string
  readonly request: Parameters<Client['dataset']['import']>[0]
}

/** What became of one file of several. */
export interface FileOutcome {
  readonly path: string
  readonly dataset: Pick<
    DatasetVersion,
    'id' | 'name' | 'version' | 'contentHash' | 'nRows' | 'nColumns' | 'nIssues' | 'appended'
  > | null
  readonly summary: string | null
  readonly error: ErrorDocument['error'] | null
}

/** The base name of a file, without what tells its format and compression. */
export function nameOfFile(file: string): string {
  const name = basename(file)
  return name.replace(/\.gz$/i, '').replace(/\.[^.]+$/, '') || name
}

/**
 * Imports one file after the other; a file that fails does not keep the rest from being read. When all are added to one dataset
 * that is not there yet, the first one makes it. After Ctrl-C the files that are left are named as cancelled.
 */
export async function importFiles(
  session: CliSession,
  client: Client,
  imports: readonly FileImport[],
): Promise<{ files: FileOutcome[]; exitCode: number }> {
  const files: FileOutcome[] = []
  const known = new Set((await client.dataset.list()).map(({ name }) => name))
  let isFailed = false
  for (const { given, request } of imports) {
    try {
      const { append, ...whole } = request
      const result = resultOf(
        await session.run(client, () => client.dataset.import(known.has(request.name.trim()) ? request : whole)),
      )
      const dataset = summaryOf(await client.dataset.get({ dataset: result.id }))
      known.add(dataset.name)
      files.push({ path: given, dataset, summary: result.summary, error: null })
    } catch (thrown) {
      isFailed = true
      const error = toAppError(thrown)
      session.progress.line(`${given}: ${errorLine(error)}`)
      files.push({ path: given, dataset: null, summary: null, error: errorDocument(error).error })
    }
  }
  return { files, exitCode: session.host.signal.aborted ? EXIT.cancelled : isFailed ? EXIT.badData : EXIT.done }
}

function summaryOf(dataset: DatasetVersion): NonNullable<FileOutcome['dataset']> {
  const { id, name, version, contentHash, nRows, nColumns, nIssues, appended } = dataset
  return { id, name, version, contentHash, nRows, nColumns, nIssues, appended }
}
