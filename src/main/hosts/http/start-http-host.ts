import type { AddressInfo } from 'node:net'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { z } from 'zod'
import { AppError } from '../../../shared/errors.ts'
import type { HostedApp } from '../hosted-app.ts'
import type { RendererFile } from '../renderer-files.ts'
import { securityHeaders } from '../security-headers.ts'
import { type Authority, authorityOf, isHostExact, isOriginExact, sessionCookie } from './request-checks.ts'
import { attachRpcSockets, type RpcSockets } from './rpc-socket.ts'
import { SessionStore } from './session-store.ts'

export interface HttpHostOptions {
  readonly app: HostedApp
  /** The built screen, see `loadRendererFiles`. */
  readonly files: ReadonlyMap<string, RendererFile>
  /** 0 takes a free port. */
  readonly port: number
}

export interface HttpHost {
  readonly port: number
  readonly origin: string
  /** A link that opens the screen once; an unused earlier link and all open pages end. */
  newLink(): string
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'
const BODY_LIMIT = 4096
/** Requests here are small and local; who takes longer to send one is holding a connection open. */
const REQUEST_TIMEOUT_MS = 10_000
const tokenSchema = z.strictObject({ token: z.string().min(1).max(200) })

/** Serves the screen and the door to this computer's browser, and to nobody else. */
export async function startHttpHost(options: HttpHostOptions): Promise<HttpHost> {
  const sessions = new SessionStore()
  const fastify = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: true,
    requestTimeout: REQUEST_TIMEOUT_MS,
    routerOptions: { ignoreTrailingSlash: false },
  })
  let authority = authorityOf(options.port)
  const current = (): Authority => authority
  addGuards(fastify, current)
  addSession(fastify, sessions, current)
  addFiles(fastify, options.files)
  const sockets = attachRpcSockets(fastify.server, options.app, sessions, current)
  await listen(fastify, options.port)
  const { port } = fastify.server.address() as AddressInfo
  authority = authorityOf(port)
  return {
    port,
    origin: authority.origin,
    newLink: () => newLink(sessions, sockets, authority),
    close: async () => {
      await sockets.close()
      await fastify.close()
    },
  }
}

function newLink(sessions: SessionStore, sockets: RpcSockets, authority: Authority): string {
  const token = sessions.issueToken()
  sockets.endAll()
  return `${authority.origin}/#token=${token}`
}

async function listen(fastify: FastifyInstance, port: number): Promise<void> {
  try {
    await fastify.listen({ host: LOOPBACK, port })
  } catch (cause) {
    await fastify.close()
    const isTaken =
      cause instanceof Error && 'code' in cause && (cause.code === 'EADDRINUSE' || cause.code === 'EACCES')
    if (!isTaken) throw cause
    throw new AppError('conflict', `Port ${port} cannot be used on ${LOOPBACK}`, {
      hint: 'Choose another with --port, or leave it out for a free one.',
      cause,
    })
  }
}

/** Host, method and headers, before anything else is looked at. */
function addGuards(fastify: FastifyInstance, authority: () => Authority): void {
  fastify.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders(`'self' ws://${authority().host}`))
    if (!isHostExact(request.raw, authority())) {
      return refuse(reply, 421, 'forbidden', 'This address is not served here', `Open ${authority().origin}.`)
    }
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isOriginExact(request.raw, authority())) {
      return refuse(reply, 403, 'forbidden', 'Requests of other origins are refused', null)
    }
    return undefined
  })
  fastify.setNotFoundHandler((_request, reply) =>
    refuse(reply, 404, 'notFound', 'There is nothing at this address', null),
  )
  fastify.setErrorHandler((error, _request, reply) => {
    const status = statusOf(error)
    if (status === 413) return refuse(reply, 413, 'tooLarge', `The request is over ${BODY_LIMIT} bytes`, null)
    if (status === 415)
      return refuse(reply, 415, 'invalidInput', 'The request needs content type application/json', null)
    if (status < 500) return refuse(reply, 400, 'invalidInput', 'The request is not the JSON expected here', null)
    return refuse(reply, 500, 'internal', 'Assay met an unexpected fault', null)
  })
}

function statusOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'statusCode' in error && typeof error.statusCode === 'number'
    ? error.statusCode
    : 500
}

/** POST /session exchanges the one-time token for a session cookie; GET /session says whether there is one. */
function addSession(fastify: FastifyInstance, sessions: SessionStore, authority: () => Authority): void {
  fastify.removeContentTypeParser('text/plain')
  fastify.post('/session', async (request: FastifyRequest, reply) => {
    const body = tokenSchema.safeParse(request.body)
    if (!body.success) return refuse(reply, 400, 'invalidInput', 'The request is not the JSON expected here', null)
    const secret = sessions.redeem(body.data.token)
    if (secret === null)
      return refuse(reply, 401, 'forbidden', 'This link has been used already', 'Ask the running Assay for a new link.')
    reply.header('set-cookie', `${authority().cookieName}=${secret}; Path=/; HttpOnly; SameSite=Strict`)
    return reply.code(204).send()
  })
  fastify.get('/session', async (request, reply) => {
    const isOpen = sessions.isSession(sessionCookie(request.raw, authority()))
    return isOpen
      ? reply.code(204).send()
      : refuse(reply, 401, 'forbidden', 'This page has no session', 'Ask the running Assay for a new link.')
  })
}

function addFiles(fastify: FastifyInstance, files: ReadonlyMap<string, RendererFile>): void {
  for (const [path, file] of files) {
    fastify.get(path, async (_request, reply) => reply.type(file.contentType).send(file.body))
  }
  if (files.has('/')) return
  fastify.get('/', async (_request, reply) =>
    refuse(reply, 503, 'notFound', 'The screen has not been built', 'Run "npm run build".'),
  )
}

function refuse(reply: FastifyReply, status: number, code: string, message: string, hint: string | null): FastifyReply {
  return reply
    .code(status)
    .type('application/json')
    .send(JSON.stringify({ error: { code, message, hint } }))
}
