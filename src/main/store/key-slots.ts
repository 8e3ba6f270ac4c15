import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { hashRaw } from '@node-rs/argon2'
import { canonicalJson } from '../core/governance/canonical-json.ts'
import {
  type KdfParams,
  type Keyring,
  type KeyringUser,
  type KeySlot,
  keyringSealText,
  type SealedBytes,
} from './keyring-format.ts'

/** Cost of deriving a key from a password. */
export interface KdfCost {
  readonly memoryKiB: number
  readonly passes: number
}

/** argon2id with 64 MiB and 3 passes, one lane. Tests alone give less. */
export const DEFAULT_KDF: KdfCost = { memoryKiB: 65_536, passes: 3 }

const ARGON2ID = 2
const ARGON2_VERSION_19 = 1
const SLOT_VERSION = 1
const GCM_TAG_BYTES = 16

/** Fresh parameters with a random salt. */
export function newKdfParams(cost: KdfCost): KdfParams {
  return { algorithm: 'argon2id', ...cost, lanes: 1, salt: randomBytes(16).toString('hex') }
}

/** argon2id of a password, 32 bytes; runs off the main thread. The caller zeroes the result. */
export async function derivePasswordKey(password: string, kdf: KdfParams): Promise<Buffer> {
  const bytes = Buffer.from(password.normalize('NFC'), 'utf8')
  try {
    return await hashRaw(bytes, {
      algorithm: ARGON2ID,
      version: ARGON2_VERSION_19,
      memoryCost: kdf.memoryKiB,
      timeCost: kdf.passes,
      parallelism: kdf.lanes,
      outputLen: 32,
      salt: Buffer.from(kdf.salt, 'hex'),
    })
  } finally {
    bytes.fill(0)
  }
}

/** Who a slot belongs to; bound into the seal, so that a slot moved or weakened does not open. */
export interface SlotOwner {
  readonly workspaceId: string
  /** User id, or "recovery". */
  readonly ownerId: string
  readonly kind: 'user' | 'recovery'
}

/** Wraps the workspace key under a password's key. */
export function sealDataKey(dataKey: Uint8Array, passwordKey: Uint8Array, owner: SlotOwner, kdf: KdfParams): KeySlot {
  return {
    kdf,
    sealed: seal(dataKey, subkey(passwordKey, owner.workspaceId, 'assay/1/data-key'), slotText(owner, kdf)),
  }
}

/** Unwraps the workspace key; null if password, owner or parameters are not the ones it was wrapped with. */
export function openDataKey(slot: KeySlot, passwordKey: Uint8Array, owner: SlotOwner): Buffer | null {
  return unseal(slot.sealed, subkey(passwordKey, owner.workspaceId, 'assay/1/data-key'), slotText(owner, slot.kdf))
}

/** A new Ed25519 pair: the public key in hex, the private key wrapped under the user's own password. */
export function newSigningKey(
  passwordKey: Uint8Array,
  owner: SlotOwner,
  kdf: KdfParams,
): Pick<KeyringUser, 'publicKey' | 'signingKey'> {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const publicHex = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
  return { publicKey: publicHex, signingKey: sealSigningKey(privateKey, publicHex, passwordKey, owner, kdf) }
}

/** Wraps a private key under a password's key, bound to its public key. */
export function sealSigningKey(
  privateKey: KeyObject,
  publicKey: string,
  passwordKey: Uint8Array,
  owner: SlotOwner,
  kdf: KdfParams,
): SealedBytes {
  const bytes = privateKey.export({ type: 'pkcs8', format: 'der' })
  try {
    return seal(
      bytes,
      subkey(passwordKey, owner.workspaceId, 'assay/1/signing-key'),
      signingText(owner, kdf, publicKey),
    )
  } finally {
    bytes.fill(0)
  }
}

/** Unwraps a user's private key for signing; null if the password is not the user's. */
export function openSigningKey(user: KeyringUser, passwordKey: Uint8Array, workspaceId: string): KeyObject | null {
  const owner: SlotOwner = { workspaceId, ownerId: user.userId, kind: 'user' }
  const bytes = unseal(
    user.signingKey,
    subkey(passwordKey, workspaceId, 'assay/1/signing-key'),
    signingText(owner, user.slot.kdf, user.publicKey),
  )
  if (bytes === null) return null
  try {
    return createPrivateKey({ key: bytes, type: 'pkcs8', format: 'der' })
  } finally {
    bytes.fill(0)
  }
}

/** HMAC over a keyring under a key derived from the workspace key. */
export function keyringMac(keyring: Keyring, dataKey: Uint8Array): string {
  return createHmac('sha256', subkey(dataKey, keyring.workspaceId, 'assay/1/keyring-mac'))
    .update(keyringSealText(keyring), 'utf8')
    .digest('hex')
}

/** Whether a keyring carries the seal of this workspace key. */
export function isKeyringAuthentic(keyring: Keyring, mac: string, dataKey: Uint8Array): boolean {
  return timingSafeEqual(Buffer.from(keyringMac(keyring, dataKey), 'hex'), Buffer.from(mac, 'hex'))
}

function subkey(key: Uint8Array, workspaceId: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, Buffer.from(workspaceId, 'utf8'), Buffer.from(purpose, 'utf8'), 32))
}

function slotText(owner: SlotOwner, kdf: KdfParams): string {
  return canonicalJson({ ...owner, purpose: 'dataKey', kdf, version: SLOT_VERSION })
}

function signingText(owner: SlotOwner, kdf: KdfParams, publicKey: string): string {
  return canonicalJson({ ...owner, purpose: 'signingKey', kdf, publicKey, version: SLOT_VERSION })
}

function seal(plain: Uint8Array, key: Buffer, associated: string): SealedBytes {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associated, 'utf8'))
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  key.fill(0)
  return { nonce: nonce.toString('hex'), ciphertext: ciphertext.toString('hex') }
}

function unseal(sealed: SealedBytes, key: Buffer, associated: string): Buffer | null {
  const bytes = Buffer.from(sealed.ciphertext, 'hex')
  try {
    if (bytes.length < GCM_TAG_BYTES) return null
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(sealed.nonce, 'hex'), {
      authTagLength: GCM_TAG_BYTES,
    })
    decipher.setAAD(Buffer.from(associated, 'utf8')).setAuthTag(bytes.subarray(-GCM_TAG_BYTES))
    const opened = decipher.update(bytes.subarray(0, -GCM_TAG_BYTES))
    try {
      decipher.final()
      return inOwnMemory(opened)
    } finally {
      opened.fill(0)
    }
  } catch {
    return null
  } finally {
    key.fill(0)
  }
}

/** Node cuts small buffers from a shared pool, which would be copied whole to a worker thread together with the key. */
function inOwnMemory(bytes: Uint8Array): Buffer {
  const own = Buffer.from(new ArrayBuffer(bytes.length))
  own.set(bytes)
  return own
}
