import { z } from 'zod'
import { hashSchema } from '../../shared/contract/primitives.ts'
import { canonicalJson } from '../core/governance/canonical-json.ts'
import { contentHash } from '../core/governance/content-hash.ts'
import { CIPHERS } from './open-database.ts'

/** A hostile file must not make the key derivation eat the machine. */
const LARGEST_MEMORY_KIB = 1024 * 1024
const LARGEST_PASSES = 20

const textSchema = z.string().min(1).max(1000)
const hex = (nBytes: number) => z.string().regex(new RegExp(`^[0-9a-f]{${2 * nBytes}}$`))

/** Cost of a password's key, with a salt of 16 bytes. */
const kdfParamsSchema = z.strictObject({
  algorithm: z.literal('argon2id'),
  memoryKiB: z.number().int().min(8).max(LARGEST_MEMORY_KIB),
  passes: z.number().int().min(1).max(LARGEST_PASSES),
  lanes: z.literal(1),
  salt: hex(16),
})

/** AES-256-GCM: 12-byte nonce, then ciphertext with its 16-byte tag. */
const sealedBytesSchema = z.strictObject({ nonce: hex(12), ciphertext: z.string().regex(/^([0-9a-f]{2}){16,}$/) })

/** The workspace key wrapped under one password or recovery code. */
const keySlotSchema = z.strictObject({ kdf: kdfParamsSchema, sealed: sealedBytesSchema })

const keyringUserSchema = z.strictObject({
  userId: textSchema,
  name: textSchema,
  slot: keySlotSchema,
  /** Ed25519. */
  publicKey: hex(32),
  /** The private key (PKCS #8), wrapped under the user's own password; its salt and cost are the slot's. */
  signingKey: sealedBytesSchema,
})

/** What `keyring.json` holds beside its two seals. Nothing in it can be used without a password. */
const keyringSchema = z.strictObject({
  format: z.literal('assay-keyring'),
  version: z.literal(1),
  workspaceId: textSchema,
  name: textSchema,
  isSample: z.boolean(),
  cipher: z.enum(CIPHERS),
  createdAt: textSchema,
  /** Counts the changes of slots; an older keyring than the database remembers is refused. */
  epoch: z.number().int().positive(),
  users: z.array(keyringUserSchema).min(1),
  recovery: keySlotSchema,
  checkpoint: z.strictObject({ size: z.number().int().positive(), root: hashSchema }).nullable(),
})

const keyringFileSchema = z.strictObject({ keyring: keyringSchema, mac: hashSchema, checksum: hashSchema })

export type KdfParams = z.infer<typeof kdfParamsSchema>
export type SealedBytes = z.infer<typeof sealedBytesSchema>
export type KeySlot = z.infer<typeof keySlotSchema>
export type KeyringUser = z.infer<typeof keyringUserSchema>
export type Keyring = z.infer<typeof keyringSchema>

/** A keyring with its seal: `mac` is HMAC-SHA-256 under a key derived from the workspace key. */
export interface SealedKeyring {
  readonly keyring: Keyring
  readonly mac: string
}

/**
 * Text of the file. The checksum tells accidental damage from a wrong password; the seal tells forgery. The strict schema is
 * held here too: a member that does not belong into the file, a secret above all, must never reach the disk.
 */
export function keyringText(sealed: SealedKeyring): string {
  const { keyring, mac } = sealed
  const file = keyringFileSchema.parse({ keyring, mac, checksum: contentHash({ keyring, mac }) })
  return `${JSON.stringify(file, null, 2)}\n`
}

/**
 * Parses the file strictly: known members only, each of its kind, and the checksum over all of them.
 *
 * @returns null if the text is anything else
 */
export function parseKeyringText(text: string): SealedKeyring | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const file = keyringFileSchema.safeParse(value)
  if (!file.success) return null
  const { keyring, mac, checksum } = file.data
  return contentHash({ keyring, mac }) === checksum ? { keyring, mac } : null
}

/** The text the seal is computed over. */
export function keyringSealText(keyring: Keyring): string {
  return canonicalJson(keyring)
}
