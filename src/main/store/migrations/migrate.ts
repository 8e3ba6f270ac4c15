import { createHash } from 'node:crypto'
import { AppError } from '../../../shared/errors.ts'
import type { Connection } from '../connection.ts'
import { foundations } from './0001-foundations.ts'
import { dataRoom } from './0002-data-room.ts'
import { modelRoom } from './0003-model-room.ts'
import type { Migration } from './migration.ts'

/** Every migration there ever was, in order. */
export const MIGRATIONS: readonly Migration[] = [foundations, dataRoom, modelRoom]

interface AppliedMigration {
  readonly number: number
  readonly name: string
  readonly checksum: string
}

/** SHA-256 of a migration's SQL, as recorded in the workspace. */
export function migrationChecksum(migration: Migration): string {
  return createHash('sha256').update(migration.sql, 'utf8').digest('hex')
}

/**
 * Brings the schema up to date, each step in its own transaction together with its record.
 *
 * @returns the schema version
 * @throws AppError `conflict` if the workspace is newer than the program, or a released step has been changed
 */
export function migrate(connection: Connection, now: string, migrations: readonly Migration[] = MIGRATIONS): number {
  const applied = appliedMigrations(connection)
  assertKnown(applied, migrations)
  for (const migration of migrations.slice(applied.length)) {
    connection.transaction(() => {
      if (migration.number === 1) {
        connection.execute(
          'CREATE TABLE schema_migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
        )
      }
      connection.execute(migration.sql)
      connection
        .prepare('INSERT INTO schema_migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)')
        .run(migration.number, migration.name, migrationChecksum(migration), now)
    })
  }
  return migrations.length
}

function appliedMigrations(connection: Connection): AppliedMigration[] {
  const table = connection
    .prepare<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'schema_migration'")
    .get()
  if (table === undefined) return []
  return connection
    .prepare<AppliedMigration>('SELECT number, name, checksum FROM schema_migration ORDER BY number')
    .all()
}

function assertKnown(applied: readonly AppliedMigration[], migrations: readonly Migration[]): void {
  if (applied.length > migrations.length) {
    throw new AppError(
      'conflict',
      `The workspace was last used with a newer Assay: its schema is ${applied.length}, this program knows ${migrations.length}`,
      {
        hint: 'Open it with the newer program. Nothing was changed.',
      },
    )
  }
  applied.forEach((step, index) => {
    const migration = migrations[index]
    if (migration === undefined || step.number !== migration.number || step.checksum !== migrationChecksum(migration)) {
      throw new AppError(
        'conflict',
        `Migration ${step.number} (${step.name}) is not the one this workspace was made with`,
        {
          hint: 'Use a released version of Assay. Nothing was changed.',
        },
      )
    }
  })
}
