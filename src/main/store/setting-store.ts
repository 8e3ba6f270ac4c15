import { AppError } from '../../shared/errors.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText } from './json-column.ts'

/** Settings of the workspace by key, such as the idle minutes: any plain value. */
export class SettingStore {
  readonly #get: Statement<{ value: string }>
  readonly #set: Statement<never>

  constructor(connection: Connection) {
    this.#get = connection.prepare('SELECT value FROM setting WHERE key = ?')
    this.#set = connection.prepare(
      'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    )
  }

  /** The value last set, or null. */
  get(key: string): unknown {
    const row = this.#get.get(key)
    if (row === undefined) return null
    try {
      return JSON.parse(row.value)
    } catch (cause) {
      throw new AppError('damaged', `The stored setting "${key}" cannot be read`, { cause })
    }
  }

  set(key: string, value: unknown): void {
    this.#set.run(key, jsonText(value))
  }
}
