import { z } from 'zod'
import { errorReplySchema } from './errors.ts'

/**
 * What only a desktop host can do. Not part of the door: pages ask `desktop()` for it and show a path field where it is
 * missing.
 */

export const fileFilterSchema = z.object({
  name: z.string().min(1).max(100),
  extensions: z.array(z.string().regex(/^[A-Za-z0-9]{1,10}$/)).max(20),
})

const titleSchema = z.string().min(1).max(200)
const filtersSchema = z.array(fileFilterSchema).max(10).default([])

export const desktopRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('openFile'), title: titleSchema, filters: filtersSchema }),
  z.strictObject({ method: z.literal('openFolder'), title: titleSchema }),
  z.strictObject({
    method: z.literal('saveFile'),
    title: titleSchema,
    defaultName: z.string().max(200),
    filters: filtersSchema,
  }),
  z.strictObject({ method: z.literal('showInFolder'), path: z.string().min(1).max(4096) }),
  z.strictObject({ method: z.literal('setTheme'), theme: z.enum(['system', 'light', 'dark']) }),
])

/** Answer to a desktop request: a path, null when the person closed the dialog or there is nothing to tell, or the error. */
export const desktopReplySchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), path: z.string().nullable() }),
  z.object({ ok: z.literal(false), error: errorReplySchema }),
])

export type FileFilter = z.infer<typeof fileFilterSchema>
export type DesktopRequest = z.infer<typeof desktopRequestSchema>
export type DesktopReply = z.infer<typeof desktopReplySchema>

/** What the preload puts on `window.assayDesktop`; everything else stays behind the context border. */
export interface DesktopBridge {
  /** Asks for a message port to the main process; it arrives as a window message tagged `PORT_MESSAGE`. */
  connect(): void
  /** Performs one {@link DesktopRequest}. */
  request(request: DesktopRequest): Promise<DesktopReply>
  /** The path of a file dropped on the page. */
  pathOfFile(file: unknown): string
}
