import { resolve } from 'node:path'
import { type DuckDBConnection, DuckDBInstance, type DuckDBResult } from '@duckdb/node-api'
import { AppError } from '../../../shared/errors.ts'
import type { InputFile } from '../input-file.ts'
import { damagedParquet } from './check-parquet.ts'
import type { ParquetLimits } from './parquet-limits.ts'

/** DuckDB, shut in: it may read the one file, and nothing else; no extension, no temporary file, no setting can be changed. */
export interface LockedEngine {
  /** All rows of a small result. */
  rows(sql: string): Promise<unknown[][]>
  stream(sql: string): Promise<DuckDBResult>
  /** Turns what the engine threw into words. */
  fault(cause: unknown): AppError
  close(): void
}

/** @param file - the only file the engine may open */
export async function openLockedEngine(file: InputFile, limits: ParquetLimits): Promise<LockedEngine> {
  const instance = await DuckDBInstance.create(':memory:', {
    temp_directory: '',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    memory_limit: limits.memory,
    threads: '2',
  })
  const fault = (cause: unknown): AppError => describeFault(cause, file)
  let connection: DuckDBConnection
  try {
    connection = await instance.connect()
    await connection.run(`SET allowed_paths = [${sqlText(resolve(file.path))}, ${sqlPath(file)}]`)
    await connection.run('SET enable_external_access = false')
    await connection.run('SET lock_configuration = true')
  } catch (cause) {
    instance.closeSync()
    throw new AppError('internal', 'The Parquet reader cannot be started', { cause })
  }
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (cause) {
      throw fault(cause)
    }
  }
  return {
    rows: (sql) => attempt(async () => (await connection.runAndReadAll(sql)).getRows()),
    stream: (sql) => attempt(() => connection.stream(sql)),
    fault,
    close() {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

/** The file as a table function takes it: its name is no pattern, so signs of patterns in it stand for themselves. */
export function sqlPath(file: InputFile): string {
  return sqlText(resolve(file.path).replace(/[*?[]/g, (sign) => `[${sign}]`))
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function describeFault(cause: unknown, file: InputFile): AppError {
  if (cause instanceof AppError) return cause
  const message = cause instanceof Error ? cause.message : ''
  if (/out of memory/i.test(message)) {
    return new AppError('tooLarge', `${file.fileName} needs more memory than a Parquet file may take`, {
      hint: 'Write the file with smaller row groups.',
      place: { file: file.fileName },
      cause,
    })
  }
  return damagedParquet(file, 'its contents cannot be read', cause)
}
