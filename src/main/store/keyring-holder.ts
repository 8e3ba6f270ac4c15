import { AppError } from '../../shared/errors.ts'
import type { AuditWitness } from './audit-store.ts'
import { keyringMac } from './key-slots.ts'
import { isPreviousStale, writeBothKeyrings, writeKeyring } from './keyring-file.ts'
import type { Keyring } from './keyring-format.ts'

type Checkpoint = NonNullable<Keyring['checkpoint']>

/** The keyring of an unlocked workspace: sealed anew and written to disk at every change. */
export class KeyringHolder implements AuditWitness {
  readonly #directory: string
  readonly #dataKey: Uint8Array
  #keyring: Keyring
  #isClosed = false

  constructor(directory: string, keyring: Keyring, dataKey: Uint8Array) {
    this.#directory = directory
    this.#keyring = keyring
    this.#dataKey = dataKey
  }

  get keyring(): Keyring {
    return this.#keyring
  }

  get checkpoint(): Checkpoint | null {
    return this.#keyring.checkpoint
  }

  /** Keeps the audit log's last checkpoint outside the database, so that a cut tail shows. */
  recordCheckpoint(checkpoint: Checkpoint): void {
    const keyring = { ...this.#keyring, checkpoint }
    writeKeyring(this.#directory, { keyring, mac: this.#mac(keyring) })
    this.#keyring = keyring
  }

  /** Changes slots. Both generations are replaced: a secret that was taken back must not open the older one. */
  replaceSlots({
    users,
    recovery = this.#keyring.recovery,
  }: Pick<Keyring, 'users'> & Partial<Pick<Keyring, 'recovery'>>): void {
    const keyring = { ...this.#keyring, users, recovery, epoch: this.#keyring.epoch + 1 }
    writeBothKeyrings(this.#directory, { keyring, mac: this.#mac(keyring) })
    this.#keyring = keyring
  }

  /** Mends the files after a crash between the two generations, or when one of them was unreadable. */
  repairGenerations(isCurrentUnreadable: boolean): void {
    if (!isCurrentUnreadable && !isPreviousStale(this.#directory, this.#keyring.epoch)) return
    writeBothKeyrings(this.#directory, { keyring: this.#keyring, mac: this.#mac(this.#keyring) })
  }

  close(): void {
    this.#isClosed = true
  }

  #mac(keyring: Keyring): string {
    if (this.#isClosed)
      throw new AppError('locked', 'The workspace is locked', { hint: 'Unlock it with your name and password.' })
    return keyringMac(keyring, this.#dataKey)
  }
}
