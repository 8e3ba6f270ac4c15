import { type Role, roleSchema } from '../../shared/contract/primitives.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'

export interface User {
  readonly id: string
  readonly name: string
  readonly roles: Role[]
  /** Ed25519, 32 bytes in hex. The private key lies in the keyring under the user's own password. */
  readonly publicKey: string
  readonly createdAt: string
}

interface UserRow {
  readonly id: string
  readonly name: string
  readonly roles: string
  readonly public_key: string
  readonly created_at: string
}

/** The people of a workspace. Their password slots are in the keyring, not here. */
export class UserStore {
  readonly #insert: Statement<never>
  readonly #list: Statement<UserRow>
  readonly #get: Statement<UserRow>
  readonly #setPublicKey: Statement<never>

  constructor(connection: Connection) {
    this.#insert = connection.prepare(
      'INSERT INTO user (id, name, roles, public_key, created_at) VALUES (?, ?, ?, ?, ?)',
    )
    this.#list = connection.prepare('SELECT id, name, roles, public_key, created_at FROM user ORDER BY name')
    this.#get = connection.prepare('SELECT id, name, roles, public_key, created_at FROM user WHERE name = ?')
    this.#setPublicKey = connection.prepare('UPDATE user SET public_key = ? WHERE id = ?')
  }

  insert(user: User): void {
    this.#insert.run(user.id, user.name, jsonText(user.roles), user.publicKey, user.createdAt)
  }

  list(): User[] {
    return this.#list.all().map(userOf)
  }

  /** @throws AppError `notFound` if nobody has that name */
  get(name: string): User {
    const row = this.#get.get(name)
    if (row === undefined) throw new AppError('notFound', `No user is called "${name}"`)
    return userOf(row)
  }

  setPublicKey(userId: string, publicKey: string): void {
    this.#setPublicKey.run(publicKey, userId)
  }
}

function userOf(row: UserRow): User {
  return {
    id: row.id,
    name: row.name,
    roles: parseJsonColumn(roleSchema.array(), row.roles, 'user'),
    publicKey: row.public_key,
    createdAt: row.created_at,
  }
}
