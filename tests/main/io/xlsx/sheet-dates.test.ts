import { describe, expect, it } from 'vitest'
import { builtInFormatKind, formatCodeKind, serialText } from '../../../../src/main/io/xlsx/sheet-dates.ts'

describe('days of a workbook', () => {
  it('counts from 1900 around the leap day that never was', () => {
    expect(serialText(1, 'date', 1900)).toBe('1900-01-01')
    expect(serialText(59, 'date', 1900)).toBe('1900-02-28')
    expect(serialText(60, 'date', 1900)).toBeNull()
    expect(serialText(61, 'date', 1900)).toBe('1900-03-01')
    expect(serialText(36526, 'date', 1900)).toBe('2000-01-01')
    expect(serialText(2958465, 'date', 1900)).toBe('9999-12-31')
    expect(serialText(2958466, 'date', 1900)).toBeNull()
  })

  it('counts from 1904', () => {
    expect(serialText(0, 'date', 1904)).toBe('1904-01-01')
    expect(serialText(36526 - 1462, 'date', 1904)).toBe('2000-01-01')
  })

  it('keeps the time of day', () => {
    expect(serialText(36526.75, 'date', 1900)).toBe('2000-01-01 18:00:00')
    expect(serialText(36526, 'dateTime', 1900)).toBe('2000-01-01 00:00:00')
    expect(serialText(36526 + 1.5 / 86_400, 'dateTime', 1900)).toBe('2000-01-01 00:00:01.500')
    expect(serialText(36526.999999999, 'dateTime', 1900)).toBe('2000-01-02 00:00:00')
    expect(serialText(0.5, 'time', 1900)).toBe('12:00:00')
    expect(serialText(0, 'date', 1900)).toBeNull()
    expect(serialText(-1, 'date', 1900)).toBeNull()
  })

  it('tells formats of days from those of numbers', () => {
    expect([0, 2, 14, 20, 22, 45, 49].map(builtInFormatKind)).toEqual([
      'number',
      'number',
      'date',
      'time',
      'dateTime',
      'time',
      'number',
    ])
    expect(
      [
        'dd.mm.yyyy',
        '[$-409]d-mmm-yy;@',
        'yyyy-mm-dd hh:mm',
        'h:mm AM/PM',
        '[h]:mm',
        '0.00',
        '#,##0 "dry"',
        '[Red]0',
        'General',
        '0\\d',
      ].map(formatCodeKind),
    ).toEqual(['date', 'date', 'dateTime', 'time', 'time', 'number', 'number', 'number', 'number', 'number'])
  })
})
