import { setImmediate as nextTurn } from 'node:timers/promises'
import { CHUNK_ROWS } from '../core/frame/chunk-rows.ts'
import type { Column } from '../core/frame/frame.ts'
import { pseudonym } from '../core/privacy/pseudonym.ts'
import type { Workspace } from '../store/workspace.ts'
import type { SignedInCall } from './call.ts'

/** Stages whole columns as a set of chunks, a chunk a turn, so that the writer is never held for long. */
export async function stageColumns(
  workspace: Workspace,
  setId: string,
  columns: readonly Column[],
  signal: AbortSignal,
): Promise<void> {
  for (const [columnIndex, column] of columns.entries()) {
    const nRows = column.kind === 'numeric' ? column.values.length : column.codes.length
    for (let from = 0, chunk = 0; from < nRows; from += CHUNK_ROWS, chunk++) {
      const to = Math.min(nRows, from + CHUNK_ROWS)
      workspace.datasets.writeChunk(
        setId,
        columnIndex,
        chunk,
        column.kind === 'numeric'
          ? { type: 'numeric', values: column.values.slice(from, to) }
          : { type: 'text', codes: column.codes.slice(from, to) },
      )
      await nextTurn()
      signal.throwIfAborted()
    }
    if (column.kind === 'text') workspace.datasets.writeLevels(setId, columnIndex, column.levels)
  }
}

/** A commit that, when it fails, takes its staged columns away; once its transaction is over, which would bring them back. */
export function discardingOnError<T>(
  setIds: readonly string[],
  { state, workspace }: SignedInCall,
  commit: () => T,
): () => T {
  return () => {
    try {
      return commit()
    } catch (error) {
      setImmediate(() => {
        if (state.isCurrent(workspace)) for (const setId of setIds) workspace.datasets.discardChunkSet(setId)
      })
      throw error
    }
  }
}

/** The tokens that stand for the texts of one column of a data set: the same in all its versions, unrelated elsewhere. */
export function pseudonymsOf(
  workspace: Workspace,
  datasetName: string,
  column: string,
  levels: readonly string[],
): string[] {
  const key = workspace.purposeKey('assay pseudonyms v1')
  return levels.map((level) => pseudonym(key, JSON.stringify([datasetName, column]), level))
}

/** Original texts of tokens, found among versions that have them; a token nobody knows keeps itself. */
export function originalsFor(
  levels: readonly string[],
  known: readonly { readonly tokens: readonly string[]; readonly originals: readonly string[] }[],
): string[] {
  const originalOf = new Map<string, string>()
  for (const { tokens, originals } of known) {
    tokens.forEach((token, code) => {
      const original = originals[code]
      if (original !== undefined && original !== '') originalOf.set(token, original)
    })
  }
  return levels.map((token) => originalOf.get(token) ?? '')
}
