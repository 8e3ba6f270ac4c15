import type { IncomingMessage } from 'node:http'

/** The one authority this host answers to. */
export interface Authority {
  readonly host: string
  readonly origin: string
  readonly cookieName: string
}

/** Cookies know no ports: the port is part of the name, so that two running hosts do not take each other's session. */
export function authorityOf(port: number): Authority {
  return { host: `127.0.0.1:${port}`, origin: `http://127.0.0.1:${port}`, cookieName: `assay_session_${port}` }
}

/** Exact Host: a rebound name gets 421. */
export function isHostExact(request: IncomingMessage, authority: Authority): boolean {
  return request.headers.host === authority.host
}

/** Exact Origin, for everything that changes something or opens a socket. */
export function isOriginExact(request: IncomingMessage, authority: Authority): boolean {
  return request.headers.origin === authority.origin
}

export function sessionCookie(request: IncomingMessage, authority: Authority): string | null {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2)
    if (name === authority.cookieName && value !== undefined && value !== '') return value
  }
  return null
}
