import { type DateFormat, hasTimeOfDay, isDateFormat } from '../../calendar/date-format.ts'
import type { Expression } from '../../expression/expression.ts'
import type { Dialect } from './sql-dialect.ts'
import { caseOf } from './sql-pieces.ts'
import { type Translation, unknown } from './translation.ts'

type Call = Extract<Expression, { readonly kind: 'call' }>

/** Days of 0000-01-01 and of the day after 9999-12-31: a date beyond has no text and is missing. */
const FIRST_DAY = -719_528
const AFTER_LAST_DAY = 2_932_897

/**
 * A text read strictly as a date: days since 1970-01-01 in the proleptic Gregorian calendar, or NULL.
 *
 *     days = 365·Y + ⌊Y/4⌋ − ⌊Y/100⌋ + ⌊Y/400⌋ + ⌊(153·M + 2)/5⌋ + day − 719469
 *
 * with years Y that begin in March and months M = 0 (March) to 11.
 *
 * @param text - SQL of the text
 * @throws StatisticError `undefined` for a format with a time of day, or where the dialect has no dates
 * @see Hinnant (2013), chrono-compatible low-level date algorithms, days_from_civil
 */
export function parsedDate(text: string, format: DateFormat, to: Pick<Translation, 'dialect' | 'where'>): string {
  const { dialect } = to
  const { dates, number, functions } = dialect
  if (dates === null || hasTimeOfDay(format)) throw unknown(`dates ${format}`, to)
  const field = (letter: string): string | null => {
    const from = format.indexOf(letter)
    return from < 0 ? null : dialect.toDouble(functions.substring!(text, String(from + 1), letter === 'Y' ? '4' : '2'))
  }
  const [year, month, day] = [field('Y')!, field('M')!, field('D')]
  const shifted = `(${year} - CASE WHEN ${month} <= 2 THEN 1 ELSE 0 END)`
  const whole = (value: string, by: number): string => functions.floor!(`${value} / ${number(by)}`)
  const leaps = `${whole(shifted, 4)} - ${whole(shifted, 100)} + ${whole(shifted, 400)}`
  const fromMarch = `(${month} + CASE WHEN ${month} <= 2 THEN 9 ELSE -3 END)`
  const inYear = functions.floor!(`(${number(153)} * ${fromMarch} + 2) / ${number(5)}`)
  const days = `${number(365)} * ${shifted} + ${leaps} + ${inYear} + ${day ?? number(1)} - ${number(719_469)}`
  const conditions = [`${month} BETWEEN 1 AND 12`, ...(day === null ? [] : [dayExists(year, month, day, dialect)])]
  const checked = caseOf([[conditions.join(' AND '), days]], 'NULL')
  return caseOf([[dates.hasShape(text, format.replace(/[YMD]/g, '9')), checked]], 'NULL')
}

function dayExists(year: string, month: string, day: string, { number, functions }: Dialect): string {
  const divides = (by: number): string => `${year} = ${number(by)} * ${functions.floor!(`${year} / ${number(by)}`)}`
  const isLeap = `${divides(4)} AND (NOT ${divides(100)} OR ${divides(400)})`
  const february = `CASE WHEN ${isLeap} THEN 29 ELSE 28 END`
  return `${day} BETWEEN 1 AND CASE WHEN ${month} = 2 THEN ${february} WHEN ${month} IN (4, 6, 9, 11) THEN 30 ELSE 31 END`
}

/**
 * A function of dates as SQL; dates are whole days since 1970-01-01.
 *
 * @returns null if the function is not one of dates
 * @throws StatisticError `undefined` if the dialect has no exact equal of it
 */
export function dateCall(part: Call, to: Translation): string | null {
  const list = part.arguments
  const days = (i: number): string => to.parts.number(list[i]!, to)
  switch (part.name) {
    case 'date':
      return to.types.get(list[0]!) === 'date'
        ? days(0)
        : parsedDate(to.parts.text(list[0]!, to), formatOf(list[1]), to)
    case 'year':
    case 'month':
    case 'day':
      return datePart(part.name, days(0), to)
    case 'quarter':
      return to.dialect.functions.ceil!(`${datePart('month', days(0), to)} / ${to.dialect.number(3)}`)
    case 'weekday':
      return weekday(days(0), to)
    case 'daysBetween':
      return `(${days(1)} - ${days(0)})`
    case 'monthsBetween':
      return `(${months(days(0), days(1), to)})`
    case 'yearsBetween':
      return truncated(`(${months(days(0), days(1), to)}) / ${to.dialect.number(12)}`, to)
    case 'addDays': {
      const moved = `(${days(0)} + ${truncated(to.parts.number(list[1]!, to), to)})`
      const { number } = to.dialect
      return caseOf([[`${moved} >= ${number(FIRST_DAY)} AND ${moved} < ${number(AFTER_LAST_DAY)}`, moved]], 'NULL')
    }
    default:
      return null
  }
}

function formatOf(part: Expression | undefined): DateFormat {
  return part?.kind === 'text' && isDateFormat(part.value) ? part.value : 'YYYY-MM-DD'
}

function datePart(part: 'year' | 'month' | 'day', days: string, to: Translation): string {
  const { dates } = to.dialect
  if (dates === null) throw unknown('dates', to)
  return dates.part(part, days)
}

/** 1 = Monday to 7 = Sunday; 1970-01-01 is a Thursday. */
function weekday(days: string, { dialect }: Translation): string {
  const { number, functions } = dialect
  const weeks = functions.floor!(`(${days} + ${number(3)}) / ${number(7)}`)
  return `(${days} + ${number(4)} - ${number(7)} * ${weeks})`
}

/** Whole months: complete when the later date reaches the day of the month of the earlier one. */
function months(from: string, until: string, to: Translation): string {
  const { number } = to.dialect
  const count = (days: string): string =>
    `(${datePart('year', days, to)} * ${number(12)} + ${datePart('month', days, to)})`
  const [first, last] = [datePart('day', from, to), datePart('day', until, to)]
  const [one, zero] = [number(1), number(0)]
  const correction = caseOf(
    [
      [`${until} >= ${from} AND ${last} < ${first}`, number(-1)],
      [`${until} < ${from} AND ${last} > ${first}`, one],
    ],
    zero,
  )
  return `${count(until)} - ${count(from)} + ${correction}`
}

function truncated(value: string, { dialect }: Translation): string {
  const { functions, number } = dialect
  return caseOf([[`${value} < ${number(0)}`, functions.ceil!(value)]], functions.floor!(value))
}
