import { createFrame, type Frame, getColumn } from '../../../../src/main/core/frame/frame.ts'
import type { TaskContext } from '../../../../src/main/jobs/tasks/task-context.ts'
import type { DatasetReader } from '../../../../src/main/store/dataset-reader.ts'
import type { DatasetVersion } from '../../../../src/shared/contract/index.ts'

/** A task's surroundings over data sets in memory, by id; progress is kept. */
export function memoryContext(
  datasets: Readonly<Record<string, Frame>>,
): TaskContext & { readonly stages: readonly string[] } {
  const stages: string[] = []
  const frameOf = (id: string) => datasets[id]!
  const reader: DatasetReader = {
    readVersion: (id) =>
      ({
        id,
        nRows: frameOf(id).nRows,
        columns: [...frameOf(id).columns.values()].map(({ name, kind }) => ({ name, type: kind, role: 'none' })),
      }) as unknown as DatasetVersion,
    readFrame: (id, names) =>
      names === undefined ? frameOf(id) : createFrame(names.map((name) => getColumn(frameOf(id), name))),
    readOriginalFrame: (id) => frameOf(id),
    readStagedColumn: () => {
      throw new Error('there are no staged columns in memory')
    },
    close: () => {},
  }
  return {
    stages,
    report: (stage) => stages.push(stage),
    part: () => {},
    openReader: () => reader,
  }
}
