import { printNumber } from '../frame/parse-number.ts'

/**
 * Prints a share as a percentage beside its limit without ever rounding across it: decimals are added until the printed
 * figure stands on the same side of the limit as the exact one (0.20004 against 0.2 prints 20.004%, not 20.00%).
 *
 * @param share - a finite number, 1 = 100%
 * @param limit - what it is held against
 */
export function printShareAgainst(share: number, limit: number): string {
  return `${printScaled(share, limit, 100)}%`
}

/** Prints a coefficient with three decimals, more where they are needed to stand on its side of the limit. */
export function printCoefficientAgainst(value: number, limit: number): string {
  return printScaled(value, limit, 1, 3)
}

/** Prints a limit that is a share as a percentage, exactly as it was given. */
export function printShareLimit(limit: number): string {
  const scaled = Number((limit * 100).toPrecision(15))
  return `${printNumber(scaled)}%`
}

/** "1 row", "2 rows": a count with its noun. */
export function printCount(count: number, noun: string, plural = `${noun}s`): string {
  return `${printNumber(count)} ${count === 1 ? noun : plural}`
}

function printScaled(value: number, limit: number, scale: number, least = 2): string {
  if (value === limit) return printNumber(Number((value * scale).toPrecision(15)))
  for (let decimals = least; decimals <= 17; decimals++) {
    const text = (value * scale).toFixed(decimals)
    if (Math.sign(Number(text) / scale - limit) === Math.sign(value - limit)) return text
  }
  return printNumber(value * scale)
}
