import type { CliSession } from './cli-session.ts'

/** What a command has to say: the document for programs, the text for people. */
export interface Reply {
  readonly document: unknown
  readonly text: string
  /** Other than 0 when the command ran but what it checked does not hold. */
  readonly exitCode?: number
}

/** Runs a command within a session and prints its reply, if it has not spoken for itself; every command hands its work to this. */
export type Act = (work: (session: CliSession) => Promise<Reply | null>) => Promise<void>
