import { ORPCError, ValidationError } from '@orpc/server'
import { describe, expect, it } from 'vitest'
import { toErrorReply, toTransportError } from '../../../src/main/services/error-reply.ts'
import { AppError } from '../../../src/shared/errors.ts'

const validation = new ValidationError({
  message: 'does not fit',
  issues: [{ message: 'expected number', path: ['rows', 3, 'value'] }],
  data: { rows: ['secret 12345'] },
})

describe('toErrorReply', () => {
  it('names the field of an input that does not fit', () => {
    const reply = toErrorReply(new ORPCError('BAD_REQUEST', { message: 'Input validation failed', cause: validation }))
    expect(reply).toMatchObject({ code: 'invalidInput', place: { field: 'rows.3.value' } })
    expect(JSON.stringify(reply)).not.toContain('12345')
  })

  it('calls an output that does not fit a fault of the program, and says nothing of it', () => {
    const error = new ORPCError('INTERNAL_SERVER_ERROR', { message: 'Output validation failed', cause: validation })
    expect(toErrorReply(error)).toMatchObject({ code: 'internal', place: null })
    expect(JSON.stringify(toErrorReply(error))).not.toContain('rows')
  })

  it.each([
    new TypeError('secret 12345 of undefined'),
    Object.assign(new Error("ENOENT: open '/home/ada/secret 12345'"), { code: 'ENOENT' }),
    'secret 12345',
    null,
  ])('lets nothing of an unexpected error out: %s', (thrown) => {
    const error = toTransportError(thrown)
    expect(error.data.code).toBe('internal')
    expect(JSON.stringify(error.toJSON())).not.toContain('12345')
  })

  it('keeps what an error for people says, without its cause', () => {
    const cause = new Error('secret 12345')
    const error = toTransportError(new AppError('tooLarge', 'The file is too large', { hint: 'Split it.', cause }))
    expect(error.data).toEqual({ code: 'tooLarge', message: 'The file is too large', hint: 'Split it.', place: null })
    expect(JSON.stringify(error.toJSON())).not.toContain('12345')
  })
})
