import type Database from 'better-sqlite3'
import { AppError } from '../../shared/errors.ts'
import { translateSqlError } from './store-errors.ts'

export type SqlValue = string | number | Uint8Array | null

/** A prepared statement whose failures are already errors for people. */
export interface Statement<Row> {
  /** Returns the number of rows changed. */
  run(...values: SqlValue[]): number
  get(...values: SqlValue[]): Row | undefined
  all(...values: SqlValue[]): Row[]
  iterate(...values: SqlValue[]): IterableIterator<Row>
}

/** One open database connection. Only `open-database.ts` makes them. */
export class Connection {
  readonly #database: Database.Database
  #afterCommit: (() => void)[] = []

  constructor(database: Database.Database) {
    this.#database = database
  }

  get isOpen(): boolean {
    return this.#database.open
  }

  get inTransaction(): boolean {
    return this.#database.open && this.#database.inTransaction
  }

  /** @param sql - a constant text; values are always bound, never spliced in */
  prepare<Row>(sql: string): Statement<Row> {
    const statement = this.#guard(() => this.#database.prepare<SqlValue[], Row>(sql))
    return {
      run: (...values) => this.#guard(() => statement.run(...values).changes),
      get: (...values) => this.#guard(() => statement.get(...values)),
      all: (...values) => this.#guard(() => statement.all(...values)),
      iterate: (...values) => this.#iterate(() => statement.iterate(...values)),
    }
  }

  /** Runs one or more constant statements. */
  execute(sql: string): void {
    this.#guard(() => this.#database.exec(sql))
  }

  /** Runs a constant pragma and returns the first value it answers with. */
  pragma(source: string): unknown {
    return this.#guard(() => this.#database.pragma(source, { simple: true }))
  }

  /**
   * Runs `work` in one IMMEDIATE transaction: all of it or nothing.
   *
   * @throws AppError `internal` when called inside another transaction or with asynchronous work
   */
  transaction<T>(work: () => T): T {
    if (this.inTransaction)
      throw new AppError('internal', 'transaction needs to be the outermost one, got a nested call')
    const run = this.#guard(() => this.#database.transaction(work))
    let result: T
    try {
      result = this.#guard(() => run.immediate())
    } catch (error) {
      this.#afterCommit = []
      throw error
    }
    const callbacks = this.#afterCommit
    this.#afterCommit = []
    for (const callback of callbacks) callback()
    return result
  }

  /** Runs `callback` once the open transaction has been committed; never if it is rolled back. */
  afterCommit(callback: () => void): void {
    this.#afterCommit.push(callback)
  }

  close(): void {
    if (this.#database.open) this.#guard(() => this.#database.close())
  }

  *#iterate<Row>(start: () => IterableIterator<Row>): IterableIterator<Row> {
    try {
      this.#assertOpen()
      yield* start()
    } catch (error) {
      throw translateSqlError(error)
    }
  }

  #guard<T>(work: () => T): T {
    this.#assertOpen()
    try {
      return work()
    } catch (error) {
      throw translateSqlError(error)
    }
  }

  #assertOpen(): void {
    if (!this.#database.open)
      throw new AppError('locked', 'The workspace is locked', { hint: 'Unlock it with your name and password.' })
  }
}
