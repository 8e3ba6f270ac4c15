import { createHash, randomBytes } from 'node:crypto'

const SECRET_BYTES = 32

/** One-time tokens and the page sessions made of them. In memory only, and only as hashes. */
export class SessionStore {
  #tokenHash: string | null = null
  readonly #sessionHashes = new Set<string>()

  /**
   * A fresh one-time token. It replaces an unused earlier one and ends all sessions: whoever asks for a new link because
   * the old one was used by somebody else must not leave that somebody signed in.
   */
  issueToken(): string {
    const token = randomBytes(SECRET_BYTES).toString('base64url')
    this.#sessionHashes.clear()
    this.#tokenHash = hashOf(token)
    return token
  }

  /** Exchanges the token for a session secret; null when it is wrong or was used before. */
  redeem(token: string): string | null {
    if (this.#tokenHash === null || hashOf(token) !== this.#tokenHash) return null
    this.#tokenHash = null
    const secret = randomBytes(SECRET_BYTES).toString('base64url')
    this.#sessionHashes.add(hashOf(secret))
    return secret
  }

  isSession(secret: string | null): boolean {
    return secret !== null && this.#sessionHashes.has(hashOf(secret))
  }
}

/** Comparing hashes of 256-bit secrets gives a timing attacker nothing to climb. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
