import { z } from 'zod'

/** Largest message a page may send, over any transport. */
export const MAX_MESSAGE_BYTES = 8 * 1024 * 1024

const idSchema = z.string().min(1).max(32)
const ABORT = 4

/** A call: `u` names the procedure, `b` is its input. Headers and streamed inputs are not part of the door. */
const callSchema = z.strictObject({
  i: idSchema,
  t: z.literal(1).optional(),
  p: z.strictObject({
    u: z
      .string()
      .max(200)
      .regex(/^(\/[A-Za-z0-9_-]+)+$/),
    b: z.unknown().optional(),
    h: z.strictObject({}).optional(),
    m: z.literal('POST').optional(),
  }),
})

const abortSchema = z.strictObject({ i: idSchema, t: z.literal(ABORT), p: z.unknown().optional() })

const messageSchema = z.union([callSchema, abortSchema])

/**
 * Whether a raw message from a page is one the door understands. Checked before oRPC sees it, because a malformed message
 * would otherwise surface as an unhandled rejection in the host.
 */
export function isRequestMessage(data: unknown): data is string {
  if (typeof data !== 'string' || data.length > MAX_MESSAGE_BYTES) return false
  try {
    return messageSchema.safeParse(JSON.parse(data)).success
  } catch {
    return false
  }
}
