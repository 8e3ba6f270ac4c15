import { oc } from '@orpc/contract'
import { z } from 'zod'

export const appInfoSchema = z.object({
  name: z.literal('Assay'),
  version: z.string(),
  codeVersion: z.string(),
  host: z.enum(['electron', 'browser', 'cli', 'test']),
  platform: z.string(),
  homeDirectory: z.string(),
  defaultWorkspaceDirectory: z.string(),
  notices: z.array(z.string()),
})

export const directoryEntrySchema = z.object({
  name: z.string(),
  path: z.string(),
  isDirectory: z.boolean(),
  isWorkspace: z.boolean(),
  bytes: z.number().nullable(),
})

export const appContract = {
  info: oc.output(appInfoSchema),
  /** Lists a folder of this computer for the file field of hosts without a native dialog; hidden files are left out. */
  browse: oc.input(z.object({ path: z.string().optional(), extensions: z.array(z.string()).optional() })).output(
    z.object({
      path: z.string(),
      parent: z.string().nullable(),
      entries: z.array(directoryEntrySchema),
      isTruncated: z.boolean(),
    }),
  ),
}

export type AppInfo = z.infer<typeof appInfoSchema>
export type DirectoryEntry = z.infer<typeof directoryEntrySchema>
