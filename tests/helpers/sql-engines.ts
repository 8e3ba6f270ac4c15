import { DuckDBInstance } from '@duckdb/node-api'
import Database from 'better-sqlite3'

/** One engine in memory, for the tests of generated SQL. */
export interface SqlEngine {
  /** Runs statements that give nothing. */
  execute(script: string): Promise<void>
  /** Runs one query; rows by column name, numbers as they are. */
  rows(query: string): Promise<Record<string, unknown>[]>
  close(): void
}

export function startSqlite(): SqlEngine {
  const database = new Database(':memory:')
  return {
    execute: async (script) => {
      database.exec(script)
    },
    rows: async (query) => database.prepare(query).all() as Record<string, unknown>[],
    close: () => database.close(),
  }
}

export async function startDuckDb(): Promise<SqlEngine> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  return {
    execute: async (script) => {
      await connection.run(script)
    },
    rows: async (query) => {
      const reader = await connection.runAndReadAll(query)
      return reader
        .getRowObjectsJS()
        .map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, plain(v)])))
    },
    close: () => {
      connection.closeSync()
      instance.closeSync()
    },
  }
}

function plain(value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value
}
