import { oc } from '@orpc/contract'
import { z } from 'zod'
import { instantSchema, nameSchema, roleSchema } from './primitives.ts'

export const passwordSchema = z.string().min(1).max(1024)

export const workspaceStatusSchema = z.object({
  state: z.enum(['closed', 'locked', 'unlocked']),
  path: z.string().nullable(),
  name: z.string().nullable(),
  workspaceId: z.string().nullable(),
  isSample: z.boolean(),
  userName: z.string().nullable(),
  roles: z.array(roleSchema),
  idleLockMinutes: z.number().int().positive(),
  schemaVersion: z.number().int().nullable(),
})

export const recentWorkspaceSchema = z.object({
  path: z.string(),
  name: z.string(),
  openedAt: instantSchema,
  exists: z.boolean(),
})

/** Sizes beyond which a file is refused before memory is taken. */
export const importLimitsSchema = z.object({
  fileBytes: z.number().int().positive(),
  /** Text inside a compressed file, counted while it is unpacked. */
  unpackedBytes: z.number().int().positive(),
  rows: z.number().int().positive(),
  columns: z.number().int().positive(),
  cellBytes: z.number().int().positive(),
  /** One row, with the line breaks inside quotes. */
  lineBytes: z.number().int().positive(),
})

export const workspaceContract = {
  status: oc.output(workspaceStatusSchema),
  recent: oc.output(z.array(recentWorkspaceSchema)),
  forget: oc.input(z.object({ path: z.string() })).output(z.array(recentWorkspaceSchema)),
  create: oc
    .input(
      z.object({
        path: z.string().min(1),
        name: nameSchema.optional(),
        userName: nameSchema,
        password: passwordSchema,
        cipher: z.enum(['aegis', 'sqlcipher']).default('aegis'),
        /** Marks a workspace of public demonstration data; its packs say so. */
        isSample: z.boolean().default(false),
      }),
    )
    .output(z.object({ recoveryCode: z.string(), status: workspaceStatusSchema })),
  open: oc.input(z.object({ path: z.string().min(1) })).output(workspaceStatusSchema),
  unlock: oc.input(z.object({ userName: nameSchema, password: passwordSchema })).output(workspaceStatusSchema),
  lock: oc.input(z.object({ force: z.boolean().default(false) })).output(workspaceStatusSchema),
  close: oc.input(z.object({ force: z.boolean().default(false) })).output(workspaceStatusSchema),
  recover: oc
    .input(z.object({ recoveryCode: z.string().min(1).max(200), userName: nameSchema, newPassword: passwordSchema }))
    .output(z.object({ recoveryCode: z.string(), status: workspaceStatusSchema })),
  changePassword: oc
    .input(z.object({ currentPassword: passwordSchema, newPassword: passwordSchema }))
    .output(z.object({ changedAt: instantSchema })),
  /** The sizes of files that are read: the built-in limits, or lower ones set for this workspace. */
  limits: oc.output(importLimitsSchema),
  /** Lowers limits; a limit above the built-in one counts as that. An empty object brings the built-in ones back. */
  setLimits: oc.input(importLimitsSchema.partial()).output(importLimitsSchema),
  setIdleLock: oc.input(z.object({ minutes: z.number().int().min(1).max(240) })).output(workspaceStatusSchema),
  openSample: oc.output(workspaceStatusSchema),
}

export type WorkspaceStatus = z.infer<typeof workspaceStatusSchema>
export type RecentWorkspace = z.infer<typeof recentWorkspaceSchema>
export type ImportLimits = z.infer<typeof importLimitsSchema>
