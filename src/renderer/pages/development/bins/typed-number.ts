export type TypedNumber =
  | { readonly isNumber: true; readonly value: number }
  | { readonly isNumber: false; readonly problem: string }

const MINUS = '\u2212'

/** A number as it prints at an edge: the shortest text that reads back to it, with a true minus. */
export function edgeText(value: number): string {
  return String(value).replaceAll('-', MINUS)
}

/** Reads what a person typed for an edge. Only a point separates decimals and nothing separates thousands, so that no edge is misread. */
export function readTypedNumber(text: string): TypedNumber {
  const typed = text.trim().replaceAll(MINUS, '-')
  if (typed === '') return { isNumber: false, problem: 'Type a number.' }
  if (typed.includes(',')) return { isNumber: false, problem: commaProblem(typed) }
  if (/^[+-]?[\d\s\u00a0\u202f'’]+(\.\d+)?$/.test(typed) && /[\s\u00a0\u202f'’]/.test(typed))
    return {
      isNumber: false,
      problem: `Write thousands without a separator: ${typed.replace(/[\s\u00a0\u202f'’]/g, '')}.`,
    }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(typed))
    return { isNumber: false, problem: `This is not a number: ${typed.slice(0, 40)}.` }
  const value = Number(typed)
  if (!Number.isFinite(value)) return { isNumber: false, problem: 'The number is too large.' }
  return { isNumber: true, value: value === 0 ? 0 : value }
}

function commaProblem(typed: string): string {
  const withPoint = typed.replace(',', '.')
  const isDecimal = /^[+-]?\d+\.\d+$/.test(withPoint)
  return isDecimal
    ? `A comma is not read, since it can mean two things. Write ${withPoint} for a decimal, ${typed.replace(',', '')} for thousands.`
    : 'A comma is not read: separate decimals by a point and write thousands without a separator.'
}
