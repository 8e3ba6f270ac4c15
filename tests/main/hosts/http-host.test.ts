import { request as httpRequest } from 'node:http'
import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { type HttpHost, startHttpHost } from '../../../src/main/hosts/http/start-http-host.ts'
import { toAppError } from '../../../src/shared/client-error.ts'
import { type TinyClient, tinyApp } from './tiny-app.ts'

const files = new Map([
  ['/', { body: Buffer.from('<!doctype html>'), contentType: 'text/html; charset=utf-8' }],
  ['/assets/app.js', { body: Buffer.from('0'), contentType: 'text/javascript; charset=utf-8' }],
])

let host: HttpHost
let tiny: ReturnType<typeof tinyApp>

beforeEach(async () => {
  tiny = tinyApp()
  host = await startHttpHost({ app: tiny.app, files, port: 0 })
})
afterEach(() => host.close())

interface Reply {
  readonly status: number
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

function send(method: string, path: string, headers: Record<string, string> = {}, body = ''): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: '127.0.0.1', port: host.port, method, path, headers }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

const json = () => ({ origin: host.origin, 'content-type': 'application/json' })
const tokenOf = (link: string): string => new URL(link).hash.slice('#token='.length)

async function signIn(): Promise<string> {
  const reply = await send('POST', '/session', json(), JSON.stringify({ token: tokenOf(host.newLink()) }))
  expect(reply.status).toBe(204)
  return String(reply.headers['set-cookie']).split(';')[0] as string
}

/** The status of a refused upgrade, or the open socket. */
function upgrade(headers: Record<string, string>, path = '/rpc'): Promise<number | WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(`ws://127.0.0.1:${host.port}${path}`, { headers })
    socket.on('open', () => resolve(socket))
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
    socket.on('error', reject)
  })
}

/** A page; a further one of the same session where a cookie is given, since signing in again ends the first. */
async function openSocket(cookie?: string): Promise<WebSocket> {
  const socket = await upgrade({ origin: host.origin, cookie: cookie ?? (await signIn()) })
  if (typeof socket === 'number') throw new Error(`upgrade refused with ${socket}`)
  return socket
}

function closeCode(socket: WebSocket): Promise<number> {
  return new Promise((resolve) => socket.on('close', (code) => resolve(code)))
}

describe('files and headers', () => {
  it('serves listed files only, with every security header', async () => {
    const page = await send('GET', '/')
    expect(page.status).toBe(200)
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    const policy = String(page.headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain(`connect-src 'self' ws://127.0.0.1:${host.port}`)
    expect(policy).toContain("frame-ancestors 'none'")
    expect(page.headers['x-content-type-options']).toBe('nosniff')
    expect(page.headers['referrer-policy']).toBe('no-referrer')
    expect(page.headers['cross-origin-opener-policy']).toBe('same-origin')
    expect(page.headers['cross-origin-resource-policy']).toBe('same-origin')
    expect((await send('GET', '/assets/app.js')).status).toBe(200)
    for (const path of [
      '/assets/../../package.json',
      '/assets/..%2f..%2fpackage.json',
      '/package.json',
      '//etc/passwd',
      '/assets/',
    ]) {
      const refused = await send('GET', path)
      expect(refused.status, path).toBe(404)
      expect(refused.headers['content-security-policy'], path).toBe(policy)
    }
  })

  it('refuses any other Host with 421', async () => {
    for (const name of [
      'evil.example',
      `localhost:${host.port}`,
      '127.0.0.1',
      `127.0.0.1:${host.port + 1}`,
      `127.0.0.1.:${host.port}`,
    ]) {
      expect((await send('GET', '/', { host: name })).status, name).toBe(421)
    }
  })

  it('says so when the screen was not built', async () => {
    const bare = await startHttpHost({ app: tiny.app, files: new Map(), port: 0 })
    const response = await fetch(bare.origin)
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ error: { hint: 'Run "npm run build".' } })
    await bare.close()
  })

  it('names a port that is taken', async () => {
    await expect(startHttpHost({ app: tiny.app, files, port: host.port })).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('session', () => {
  it('takes a token once and answers with a strict cookie', async () => {
    const body = JSON.stringify({ token: tokenOf(host.newLink()) })
    const first = await send('POST', '/session', json(), body)
    expect(first.status).toBe(204)
    expect(String(first.headers['set-cookie'])).toMatch(
      /^assay_session_\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    )
    const second = await send('POST', '/session', json(), body)
    expect(second.status).toBe(401)
    expect(second.headers['set-cookie']).toBeUndefined()
  })

  it('knows a page by its cookie after a reload', async () => {
    const cookie = await signIn()
    expect((await send('GET', '/session', { cookie })).status).toBe(204)
    expect((await send('GET', '/session', { cookie: `${cookie}x` })).status).toBe(401)
    expect((await send('GET', '/session')).status).toBe(401)
  })

  it('ends earlier sessions and unused links when a new link is asked for', async () => {
    const cookie = await signIn()
    const unused = host.newLink()
    host.newLink()
    expect((await send('GET', '/session', { cookie })).status).toBe(401)
    expect((await send('POST', '/session', json(), JSON.stringify({ token: tokenOf(unused) }))).status).toBe(401)
  })

  it('refuses a missing, null or foreign Origin with 403 and leaves the token unused', async () => {
    const body = JSON.stringify({ token: tokenOf(host.newLink()) })
    for (const origin of [
      'https://evil.example',
      'null',
      `http://localhost:${host.port}`,
      `https://127.0.0.1:${host.port}`,
    ]) {
      expect((await send('POST', '/session', { ...json(), origin }, body)).status, origin).toBe(403)
    }
    expect((await send('POST', '/session', { 'content-type': 'application/json' }, body)).status).toBe(403)
    expect((await send('POST', '/session', json(), body)).status).toBe(204)
  })

  it('refuses bad JSON, other shapes, other content types and big bodies', async () => {
    for (const body of ['{', '', '[]', '{"token":1}', '{"token":"a","more":1}']) {
      const reply = await send('POST', '/session', json(), body)
      expect(reply.status, body).toBe(400)
      expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'invalidInput' } })
    }
    expect((await send('POST', '/session', { ...json(), 'content-type': 'text/plain' }, '{"token":"a"}')).status).toBe(
      415,
    )
    expect((await send('POST', '/session', json(), JSON.stringify({ token: 'a'.repeat(5000) }))).status).toBe(413)
  })
})

describe('upgrade', () => {
  it('needs the exact Host, Origin, path and a session', async () => {
    const cookie = await signIn()
    const { origin } = host
    expect(await upgrade({ origin, cookie, host: 'evil.example' })).toBe(421)
    expect(await upgrade({ origin: 'https://evil.example', cookie })).toBe(403)
    expect(await upgrade({ cookie })).toBe(403)
    expect(await upgrade({ origin, cookie }, '/other')).toBe(404)
    expect(await upgrade({ origin })).toBe(401)
    expect(await upgrade({ origin, cookie: 'assay_session_1=x' })).toBe(401)
    expect(await upgrade({ origin, cookie })).toBeInstanceOf(WebSocket)
  })
})

describe('door over WebSocket', () => {
  let cookie: string

  async function client(): Promise<TinyClient> {
    cookie = await signIn()
    const websocket = await openSocket(cookie)
    const link = new RPCLink({ websocket: websocket as unknown as globalThis.WebSocket })
    return createORPCClient(link) as unknown as TinyClient
  }

  it('carries calls, errors with their reply, and streams', async () => {
    const { tiny: door } = await client()
    expect(await door.echo({ text: 'ä' })).toEqual({ text: 'ä' })
    const error = toAppError(await door.fail().catch((thrown: unknown) => thrown))
    expect(error.toReply()).toEqual({
      code: 'badData',
      message: 'The file is empty',
      hint: 'Choose another.',
      place: { file: 'a.csv', line: 1 },
    })
    const seen: number[] = []
    for await (const value of await door.count()) seen.push(value)
    expect(seen).toEqual([1, 2, 3])
  })

  it('names an unknown procedure and a wrong input', async () => {
    const { tiny: door } = await client()
    expect(toAppError(await door.missing().catch((thrown: unknown) => thrown))).toMatchObject({ code: 'notFound' })
    const wrong = toAppError(await door.echo({ text: 1 } as never).catch((thrown: unknown) => thrown))
    expect(wrong.toReply()).toMatchObject({ code: 'invalidInput', place: { field: 'text' } })
  })

  it('carries cancellation to the handler, by signal and by a closed page', async () => {
    const { tiny: door } = await client()
    const stop = new AbortController()
    const waiting = door.wait(undefined, { signal: stop.signal })
    setTimeout(() => stop.abort(), 30)
    await expect(waiting).rejects.toThrow()
    await expect.poll(() => tiny.aborted()).toBe(1)
    const socket = await openSocket(cookie)
    socket.send(JSON.stringify({ i: '1', p: { u: '/tiny/wait' } }))
    setTimeout(() => socket.close(), 30)
    await expect.poll(() => tiny.aborted()).toBe(2)
  })

  it('closes on bad JSON, foreign shapes and binary, without harm to others', async () => {
    const { tiny: door } = await client()
    for (const message of [
      '{',
      '[]',
      '"x"',
      '{"i":1}',
      '{"i":"1","p":{"u":"http://evil/"}}',
      '{"i":"1","p":{"u":"/a","h":{"content-type":"x"}}}',
    ]) {
      const socket = await openSocket(cookie)
      socket.send(message)
      expect(await closeCode(socket), message).toBe(1007)
    }
    const binary = await openSocket(cookie)
    binary.send(Buffer.from('{"i":"1","p":{"u":"/tiny/echo"}}'))
    expect(await closeCode(binary)).toBe(1007)
    expect(await door.echo({ text: 'still here' })).toEqual({ text: 'still here' })
  })

  it('takes messages up to 8 MiB and closes on larger ones', async () => {
    const { tiny: door } = await client()
    const large = 'x'.repeat(8 * 1024 * 1024 - 200)
    expect((await door.echo({ text: large })).text.length).toBe(large.length)
    const socket = await openSocket(cookie)
    socket.send(JSON.stringify({ i: '1', p: { u: '/tiny/echo', b: { json: { text: `${large}${'x'.repeat(400)}` } } } }))
    expect(await closeCode(socket)).toBe(1009)
  })

  it('hears nothing more of a page whose session has ended, even if the page does not answer the closing', async () => {
    const deaf = await openSocket()
    // It reads no closing frame, so the connection stays half open.
    deaf.pause()
    host.newLink()
    deaf.send(JSON.stringify({ i: '1', p: { u: '/tiny/wait' } }))
    await new Promise((resolve) => setTimeout(resolve, 100))
    deaf.terminate()
    await new Promise((resolve) => setTimeout(resolve, 100))
    // A call that had reached the handler would have been aborted by the end of its page.
    expect(tiny.aborted()).toBe(0)
  })

  it('ends open pages when a new link is asked for, and all on close', async () => {
    const first = await openSocket()
    const ended = closeCode(first)
    host.newLink()
    expect(await ended).toBe(1008)
    const second = await openSocket()
    const closed = closeCode(second)
    await host.close()
    expect(await closed).toBe(1001)
  })
})
