import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { civilFromDays, daysFromCivil, daysInMonth } from '../../../../src/main/core/calendar/civil-days.ts'
import { levelDates } from '../../../../src/main/core/calendar/column-dates.ts'
import { DATE_FORMATS, hasTimeOfDay, isDateFormat } from '../../../../src/main/core/calendar/date-format.ts'
import { detectDateFormat } from '../../../../src/main/core/calendar/detect-date-format.ts'
import {
  addMonths,
  monthsBetween,
  weekdayOf,
  yearsBetween,
} from '../../../../src/main/core/calendar/month-arithmetic.ts'
import { parseDate } from '../../../../src/main/core/calendar/parse-date.ts'
import { printDate } from '../../../../src/main/core/calendar/print-date.ts'

const day = (text: string): number => parseDate(text, 'YYYY-MM-DD')!

describe('civil days', () => {
  it('counts from 1970-01-01', () => {
    expect(daysFromCivil(1970, 1, 1)).toBe(0)
    expect(daysFromCivil(1969, 12, 31)).toBe(-1)
    expect(daysFromCivil(2000, 3, 1)).toBe(11_017)
    expect(daysFromCivil(0, 1, 1)).toBe(-719_528)
    expect(civilFromDays(11_016.9)).toEqual({ year: 2000, month: 2, day: 29 })
  })

  it('agrees with the calendar of the platform over four thousand years', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), (days) => {
        const date = new Date(days * 86_400_000)
        const civil = { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
        expect(civilFromDays(days)).toEqual(civil)
        expect(daysFromCivil(civil.year, civil.month, civil.day)).toBe(days)
        expect(weekdayOf(days)).toBe(date.getUTCDay() === 0 ? 7 : date.getUTCDay())
      }),
    )
  })

  it('knows the leap years', () => {
    expect([1900, 2000, 2023, 2024].map((year) => daysInMonth(year, 2))).toEqual([28, 29, 28, 29])
    expect([1, 4, 6, 9, 11, 12].map((month) => daysInMonth(2023, month))).toEqual([31, 30, 30, 30, 30, 31])
  })
})

describe('parseDate', () => {
  it.each([
    ['2021-03-04', 'YYYY-MM-DD', 18_690],
    ['2021-03', 'YYYY-MM', 18_687],
    ['2021/03/04', 'YYYY/MM/DD', 18_690],
    ['20210304', 'YYYYMMDD', 18_690],
    ['04/03/2021', 'DD/MM/YYYY', 18_690],
    ['03/04/2021', 'MM/DD/YYYY', 18_690],
    ['04.03.2021', 'DD.MM.YYYY', 18_690],
    ['04-03-2021', 'DD-MM-YYYY', 18_690],
    ['03-04-2021', 'MM-DD-YYYY', 18_690],
    ['03/2021', 'MM/YYYY', 18_687],
    ['2021-03-04 18:00', 'YYYY-MM-DD HH:mm', 18_690.75],
    ['2021-03-04 18:00:00', 'YYYY-MM-DD HH:mm:ss', 18_690.75],
    ['2021-03-04T18:00:00.000', 'YYYY-MM-DDTHH:mm:ss', 18_690.75],
    ['2021-03-04T00:00:00.5Z', 'YYYY-MM-DDTHH:mm:ssZ', 18_690 + 0.5 / 86_400],
  ] as const)('reads %s as %s', (text, format, days) => expect(parseDate(text, format)).toBe(days))

  it.each([
    ['2021-02-30', 'YYYY-MM-DD'],
    ['2021-2-03', 'YYYY-MM-DD'],
    ['2021-13-01', 'YYYY-MM-DD'],
    ['2021-00-01', 'YYYY-MM-DD'],
    ['2021-01-00', 'YYYY-MM-DD'],
    ['2021-01-01 ', 'YYYY-MM-DD'],
    [' 2021-01-01', 'YYYY-MM-DD'],
    ['2021-01-01.5', 'YYYY-MM-DD'],
    ['2021/01/01', 'YYYY-MM-DD'],
    ['2021-01-01 24:00', 'YYYY-MM-DD HH:mm'],
    ['2021-01-01 10:60', 'YYYY-MM-DD HH:mm'],
    ['2021-01-01T10:00:60', 'YYYY-MM-DDTHH:mm:ss'],
    ['2021-01-01T10:00:00.', 'YYYY-MM-DDTHH:mm:ss'],
    ['2021-01-01T10:00:00.1234567890', 'YYYY-MM-DDTHH:mm:ss'],
    ['2021-01-01T10:00:00.1x', 'YYYY-MM-DDTHH:mm:ss'],
    ['2021-01-01T10:00:00Z', 'YYYY-MM-DDTHH:mm:ss'],
    ['2021-01-01T10:00:00', 'YYYY-MM-DDTHH:mm:ssZ'],
    ['', 'YYYY-MM-DD'],
  ] as const)('does not read %j as %s', (text, format) => expect(parseDate(text, format)).toBeNull())
})

describe('printDate', () => {
  it('prints what parseDate reads, in every format', () => {
    fc.assert(
      fc.property(fc.integer({ min: -719_528, max: 2_932_896 }), fc.nat(86_399_999), (days, ms) => {
        for (const format of DATE_FORMATS) {
          const text = printDate(days + ms / 86_400_000, format)!
          const again = parseDate(text, format)!
          expect(printDate(again, format)).toBe(text)
          if (format === 'YYYY-MM-DDTHH:mm:ssZ') expect(Math.round((again - days) * 86_400_000)).toBe(ms)
          if (format === 'DD.MM.YYYY') expect(again).toBe(days)
        }
      }),
    )
  })

  it('takes the nearest millisecond, also over midnight', () => {
    expect(printDate(0.5 + 0.25 / 86_400, 'YYYY-MM-DDTHH:mm:ssZ')).toBe('1970-01-01T12:00:00.25Z')
    expect(printDate(1 - 1e-10, 'YYYY-MM-DD')).toBe('1970-01-02')
  })

  it('has no text beyond the years 0 to 9999', () => {
    for (const days of [Number.NaN, Infinity, -719_529, 2_932_897]) expect(printDate(days, 'YYYY-MM')).toBeNull()
    expect(printDate(2_932_896, 'YYYY-MM-DD')).toBe('9999-12-31')
  })
})

describe('detectDateFormat', () => {
  it('finds the one format that fits every text', () => {
    expect(detectDateFormat(['01/02/2021', '13/02/2021'])).toEqual({ format: 'DD/MM/YYYY' })
    expect(detectDateFormat(['01/02/2021', '02/13/2021'])).toEqual({ format: 'MM/DD/YYYY' })
    expect(detectDateFormat(new Set(['2021-03-04T00:00:00.5Z']))).toEqual({ format: 'YYYY-MM-DDTHH:mm:ssZ' })
  })

  it('says why there is none', () => {
    expect(detectDateFormat([])).toEqual({ format: null, reason: 'no value to read as a date' })
    expect(detectDateFormat(['03/04/2021', '05/05/2021'])).toEqual({
      format: null,
      reason: 'DD/MM/YYYY and MM/DD/YYYY both fit every value, e.g. "03/04/2021"',
    })
    expect(detectDateFormat(['2021-01-01', '2021-02-30'])).toEqual({
      format: null,
      reason: '"2021-02-30" is not YYYY-MM-DD as "2021-01-01" is',
    })
    expect(detectDateFormat(['20210101'])).toEqual({ format: null, reason: '"20210101" has no supported date format' })
    expect(detectDateFormat(['x'.repeat(50)])).toEqual({
      format: null,
      reason: `"${'x'.repeat(40)}…" has no supported date format`,
    })
  })
})

describe('month arithmetic', () => {
  it('adds months, the last day of a month staying within it', () => {
    expect(addMonths(day('2021-01-31'), 1)).toBe(day('2021-02-28'))
    expect(addMonths(day('2021-01-15') + 0.5, -2.9)).toBe(day('2020-11-15') + 0.5)
  })

  it('counts completed months and years', () => {
    expect(monthsBetween(day('2021-01-31'), day('2021-02-28'))).toBe(0)
    expect(monthsBetween(day('2021-01-15'), day('2021-03-15'))).toBe(2)
    expect(monthsBetween(day('2021-01-15') + 0.5, day('2021-03-15'))).toBe(1)
    expect(yearsBetween(day('2000-02-29'), day('2021-02-28'))).toBe(20)
    expect(yearsBetween(day('2000-02-29'), day('2021-03-01'))).toBe(21)
    expect(yearsBetween(day('2021-01-02'), day('2021-01-01'))).toBe(0)
  })

  it('changes sign when the dates are swapped', () => {
    const days = fc.integer({ min: -40_000, max: 40_000 })
    fc.assert(fc.property(days, days, (a, b) => monthsBetween(a, b) + monthsBetween(b, a) === 0))
  })
})

describe('formats and columns', () => {
  it('knows its formats', () => {
    expect(isDateFormat('YYYY-MM')).toBe(true)
    expect(isDateFormat('constructor')).toBe(false)
    expect(hasTimeOfDay('YYYY-MM-DD HH:mm')).toBe(true)
    expect(hasTimeOfDay('YYYY-MM-DD')).toBe(false)
  })

  it('reads the levels of a column', () => {
    const column = { kind: 'text', name: 'd', codes: Int32Array.of(0), levels: ['1970-01-02', 'x'] } as const
    expect([...levelDates(column, 'YYYY-MM-DD')]).toEqual([1, Number.NaN])
  })
})
