import type { Role } from '../../shared/contract/index.ts'
import { AppError } from '../../shared/errors.ts'
import type { AuditedCall, OpenCall, SignedInCall } from './call.ts'
import { toErrorReply } from './error-reply.ts'

/** May see personal data as they came, each time for a reason. */
export const REVEAL: readonly Role[] = ['administrator', 'validator']

/** A procedure as registered: who may call it, what it is called in the audit log, and the handler. */
export interface Guarded<I, O> {
  /** `anyone`: no workspace needed; `signedIn`: any role; otherwise one of the roles. */
  readonly access: 'anyone' | 'signedIn' | readonly Role[]
  readonly action: string | null
  /** Passive calls (status, watching) do not keep the workspace from locking when idle. */
  readonly isPassive: boolean
  run(input: I, call: OpenCall): O | Promise<O>
}

type Handler<I, O, C> = (input: I, call: C) => O | Promise<O>

/** Anybody at this computer may call it; no workspace is needed. */
export function anyone<I, O>(handler: Handler<I, O, OpenCall>): Guarded<I, O> {
  return { access: 'anyone', action: null, isPassive: false, run: handler }
}

/** Every signed-in person may call it: reading. */
export function signedIn<I, O>(handler: Handler<I, O, SignedInCall>): Guarded<I, O> {
  return {
    access: 'signedIn',
    action: null,
    isPassive: false,
    run: (input, call) => handler(input, call.state.signedInCall(call)),
  }
}

/** Only people with one of the roles may call it, and every call is a change under `action` in the audit log. */
export function requires<I, O>(
  roles: readonly Role[],
  handler: Handler<I, O, AuditedCall>,
): Handler<I, O, AuditedCall> & { readonly roles: readonly Role[] } {
  const guarded: Handler<I, O, AuditedCall> = (input, call) => {
    requireRole(call, roles)
    return handler(input, call)
  }
  return Object.assign(guarded, { roles })
}

/** @throws AppError `forbidden` if the person has none of the roles */
export function requireRole({ session }: SignedInCall, roles: readonly Role[]): void {
  if (roles.some((role) => session.roles.includes(role))) return
  throw new AppError(
    'forbidden',
    `This needs the role ${roles.join(' or ')}, got ${session.roles.join(', ') || 'none'}`,
    {
      hint: 'Ask an administrator of the workspace for the role.',
    },
  )
}

/** Only people with one of the roles may call it; it changes nothing and leaves no event, because it is called at every stroke. */
export function reading<I, O>(roles: readonly Role[], handler: Handler<I, O, SignedInCall>): Guarded<I, O> {
  return {
    access: roles,
    action: null,
    isPassive: false,
    run: (input, open) => {
      const call = open.state.signedInCall(open)
      requireRole(call, roles)
      return handler(input, call)
    },
  }
}

/**
 * Registers a change: its commit and its audit event are one transaction, and refusals and failures leave an event too.
 * A handler that returns without having committed is a fault of the program.
 */
export function audited<I, O>(
  action: string,
  handler: Handler<I, O, AuditedCall> & { readonly roles: readonly Role[] },
): Guarded<I, O> {
  return {
    access: handler.roles,
    action,
    isPassive: false,
    run: async (input, open) => {
      let isCommitted = false
      const call = open.state.auditedCall(open, action, () => {
        isCommitted = true
      })
      try {
        const output = await handler(input, call)
        if (!isCommitted) throw new AppError('internal', `procedure ${action} needs to commit its change, got none`)
        return output
      } catch (error) {
        if (!isCommitted) recordFailure(call, action, error)
        throw error
      }
    },
  }
}

function recordFailure(call: AuditedCall, action: string, error: unknown): void {
  if (!call.state.isCurrent(call.workspace)) return
  const { code } = toErrorReply(error)
  try {
    call.workspace.transaction(() =>
      call.state.appendEvent(call, action, code === 'forbidden' ? 'refused' : 'failed', { object: null, reason: code }),
    )
  } catch {
    // Nothing was changed, and why says more than that the log could not be written.
  }
}

/** Marks a procedure as passive: it does not count as activity. */
export function passive<I, O>(guarded: Guarded<I, O>): Guarded<I, O> {
  return { ...guarded, isPassive: true }
}
