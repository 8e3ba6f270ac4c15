import { describe, expect, it } from 'vitest'
import { errorReply, placeText } from '../../../src/renderer/hooks/error-reply.ts'
import { AppError } from '../../../src/shared/errors.ts'

describe('errorReply', () => {
  it('reads an AppError with hint and place', () => {
    const error = new AppError('badData', 'Row has 3 cells', {
      hint: 'Check the delimiter',
      place: { line: 4, column: 'age' },
    })
    expect(errorReply(error)).toEqual({
      code: 'badData',
      message: 'Row has 3 cells',
      hint: 'Check the delimiter',
      place: { line: 4, column: 'age' },
    })
  })

  it('reads a reply carried as data', () => {
    const carried = {
      message: 'outer',
      data: { code: 'locked', message: 'Workspace is locked', hint: null, place: null },
    }
    expect(errorReply(carried)).toMatchObject({ code: 'locked', message: 'Workspace is locked' })
  })

  it('calls anything else internal, with its message where there is one', () => {
    expect(errorReply(new Error('socket closed'))).toEqual({
      code: 'internal',
      message: 'socket closed',
      hint: null,
      place: null,
    })
    expect(errorReply({ code: 'E_UNKNOWN', message: 'x' }).code).toBe('internal')
    expect(errorReply(undefined).message).toBe('The request failed without a message')
  })
})

describe('placeText', () => {
  it('names what is known of the place', () => {
    expect(placeText({ line: 12, column: 'income' })).toBe('line 12, column income')
    expect(placeText({ file: 'a.csv', field: 'target' })).toBe('file a.csv, field target')
    expect(placeText({})).toBeNull()
    expect(placeText(null)).toBeNull()
  })
})
