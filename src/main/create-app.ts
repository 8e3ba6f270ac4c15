import type { AnyContractProcedure } from '@orpc/contract'
import { type AnyRouter, implement, type Router } from '@orpc/server'
import { z } from 'zod'
import { type Contract, contract } from '../shared/contract/index.ts'
import type { Guarded } from './services/access.ts'
import type { AppConfig } from './services/app-config.ts'
import { AppState } from './services/app-state.ts'
import type { AppContext, Channel, OpenCall } from './services/call.ts'
import { toTransportError } from './services/error-reply.ts'
import { procedures } from './services/procedures.ts'

export type { AppConfig } from './services/app-config.ts'
export type { AppContext, Channel } from './services/call.ts'

export type AppRouter = Router<Contract, AppContext>

export interface App {
  readonly router: AppRouter
  /** What a host gives to every call that comes in over it. */
  context(channel: Channel): AppContext
  close(): Promise<void>
}

/** The composition root: puts the services behind the contract for any host. */
export function createApp(config: AppConfig): App {
  const state = new AppState(config)
  return {
    router: buildRouter(),
    context: (channel) => ({ state, channel }),
    close: () => state.end(config.host === 'electron' || config.host === 'browser' ? config.host : 'cli'),
  }
}

export interface ProcedureDescription {
  readonly path: string
  readonly roles: string
  readonly audited: string | null
  readonly inputSchema: unknown
  readonly outputSchema: unknown
}

/** Every procedure with its schemas and who may call it, in the order of the contract. */
export function procedureTable(): ProcedureDescription[] {
  return eachProcedure().map(({ area, verb, definition, guarded }) => ({
    path: `${area}.${verb}`,
    roles: typeof guarded.access === 'string' ? guarded.access : guarded.access.join(', '),
    audited: guarded.action,
    inputSchema: jsonSchema(definition['~orpc'].inputSchema, 'input'),
    outputSchema: jsonSchema(definition['~orpc'].outputSchema, 'output'),
  }))
}

type AnyGuarded = Guarded<unknown, unknown>

function eachProcedure(): { area: string; verb: string; definition: AnyContractProcedure; guarded: AnyGuarded }[] {
  return Object.entries(contract).flatMap(([area, verbs]) =>
    Object.entries(verbs).map(([verb, definition]) => ({
      area,
      verb,
      definition: definition as AnyContractProcedure,
      guarded: (procedures as unknown as Record<string, Record<string, AnyGuarded>>)[area]![verb]!,
    })),
  )
}

interface LooseImplementer {
  handler(run: (options: { input: unknown; context: AppContext; signal?: AbortSignal }) => unknown): unknown
}

/**
 * The table is checked against the contract by its type; here the two are joined by name, which no type can follow.
 */
function buildRouter(): AppRouter {
  const implementer = implement(contract)
    .$context<AppContext>()
    .use(async ({ next }) => {
      try {
        return await next()
      } catch (error) {
        throw toTransportError(error)
      }
    })
  const loose = implementer as unknown as Record<string, Record<string, LooseImplementer>>
  const areas: Record<string, Record<string, unknown>> = {}
  for (const { area, verb, guarded } of eachProcedure()) {
    areas[area] ??= {}
    areas[area][verb] = loose[area]![verb]!.handler(({ input, context, signal }) => {
      const call: OpenCall = { state: context.state, channel: context.channel, signal }
      if (!guarded.isPassive) context.state.touch()
      return guarded.run(input, call)
    })
  }
  return implementer.router(areas as never) as unknown as AnyRouter as AppRouter
}

function jsonSchema(schema: unknown, io: 'input' | 'output'): unknown {
  if (!(schema instanceof z.ZodType)) return null
  return z.toJSONSchema(schema, { io, unrepresentable: 'any' })
}
