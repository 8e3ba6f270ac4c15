import { describe, expect, it } from 'vitest'
import { errorDocument, errorLine } from '../../../../src/main/hosts/cli/error-line.ts'
import { exitCodeOf, UsageError } from '../../../../src/main/hosts/cli/exit-code.ts'
import { AppError, ERROR_CODES, type ErrorCode } from '../../../../src/shared/errors.ts'

const EXPECTED: Record<ErrorCode, number> = {
  invalidInput: 65,
  badData: 65,
  undefinedStatistic: 65,
  tooLarge: 65,
  notFound: 66,
  cannotWrite: 73,
  inUse: 75,
  forbidden: 77,
  wrongPassword: 77,
  locked: 77,
  cancelled: 130,
  conflict: 1,
  damaged: 1,
  internal: 1,
}

describe('exitCodeOf', () => {
  it.each(ERROR_CODES.map((code) => [code, EXPECTED[code]] as const))('%s ends with %i', (code, expected) => {
    expect(exitCodeOf(new AppError(code, 'x'))).toBe(expected)
  })

  it('tells a wrong argument from wrong data', () => {
    expect(exitCodeOf(new UsageError('x'))).toBe(2)
    expect(exitCodeOf(new AppError('invalidInput', 'x', { place: { field: 'seed' } }))).toBe(2)
    expect(exitCodeOf(new AppError('invalidInput', 'x', { place: { field: 'seed', line: 3 } }))).toBe(65)
    expect(exitCodeOf(new AppError('invalidInput', 'x', { place: { column: 'age' } }))).toBe(65)
  })
})

describe('error texts', () => {
  const error = new AppError('badData', 'Row has 20 cells, got 21', {
    hint: 'Mend the line.',
    place: { file: 'loans.csv', line: 17 },
  })

  it('put place and hint on one line', () => {
    expect(errorLine(error)).toBe('error: loans.csv, line 17: Row has 20 cells, got 21; hint: Mend the line.')
    expect(errorLine(new UsageError('A command is needed'))).toBe('error: A command is needed')
  })

  it('do not name twice what the message names', () => {
    expect(errorLine(new AppError('notFound', 'There is no file loans.csv', { place: { file: 'loans.csv' } }))).toBe(
      'error: There is no file loans.csv',
    )
  })

  it('cannot steer the terminal', () => {
    expect(errorLine(new AppError('badData', 'Value \u001b[31m\nerror: forged'))).toBe(
      'error: Value ?[31m?error: forged',
    )
  })

  it('are a document for programs', () => {
    expect(errorDocument(error)).toEqual({
      error: {
        code: 'badData',
        message: 'Row has 20 cells, got 21',
        hint: 'Mend the line.',
        place: { file: 'loans.csv', line: 17 },
      },
    })
    expect(errorDocument(new AppError('internal', 'x'))).toEqual({
      error: { code: 'internal', message: 'x', hint: null },
    })
    expect(errorDocument(new UsageError('x', 'y'))).toEqual({ error: { code: 'usage', message: 'x', hint: 'y' } })
  })
})
