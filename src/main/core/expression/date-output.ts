import { type DateFormat, hasTimeOfDay, isDateFormat } from '../calendar/date-format.ts'
import { type Expression, partsOf } from './expression.ts'
import type { DateFormats } from './operands.ts'
import type { PartTypes } from './part-types.ts'

/**
 * The format in which the dates of an expression are written to a column: with the time of day if, and only if, one of the
 * dates it comes from has one.
 *
 * @param formats - formats of the date columns; one that is not named has no time of day
 */
export function outputDateFormat(expression: Expression, types: PartTypes, formats: DateFormats): DateFormat {
  return hasTime(expression, types, formats) ? 'YYYY-MM-DDTHH:mm:ss' : 'YYYY-MM-DD'
}

function hasTime(part: Expression, types: PartTypes, formats: DateFormats): boolean {
  if (types.get(part) !== 'date') return false
  if (part.kind === 'column') return hasTimeOfDay(formats.get(part.name) ?? 'YYYY-MM-DD')
  if (part.kind === 'call' && part.name === 'date' && types.get(part.arguments[0]!) !== 'date') {
    const format = part.arguments[1]
    return format?.kind === 'text' && isDateFormat(format.value) && hasTimeOfDay(format.value)
  }
  return partsOf(part).some((inner) => hasTime(inner, types, formats))
}
