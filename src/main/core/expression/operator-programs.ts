import { type Block, isMissingAt, type NumberProgram, numbersAt, type Values } from './block.ts'
import { compareAt } from './compare-values.ts'
import type { ArithmeticOperator, ComparisonOperator } from './expression.ts'
import type { NumberFunction } from './number-functions.ts'

type ValueProgram = (block: Block) => Values

/** A function of one number in every row; missing stays missing, a result that is not finite becomes it. */
export function mapNumbers(of: NumberProgram, place: number, apply: (x: number) => number): NumberProgram {
  return (block) => {
    const values = of(block)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) {
      const x = values[i]!
      out[i] = Number.isNaN(x) ? Number.NaN : finite(apply(x))
    }
    return out
  }
}

/** A function of several numbers in every row; missing if one is missing or the result is not finite. */
export function applyNumbers(apply: NumberFunction, programs: readonly NumberProgram[], place: number): NumberProgram {
  return (block) => {
    const inputs = programs.map((program) => program(block))
    const out = numbersAt(block, place)
    const row = new Array<number>(inputs.length).fill(0)
    for (let i = 0; i < block.length; i++) {
      let isComplete = true
      for (let k = 0; k < inputs.length; k++) {
        row[k] = inputs[k]![i]!
        if (Number.isNaN(row[k])) isComplete = false
      }
      out[i] = isComplete ? finite(apply(...row)) : Number.NaN
    }
    return out
  }
}

/** The number itself without the sign of a zero; NaN if it is infinite. */
function finite(x: number): number {
  // x − x is 0 for every finite number and NaN for the others.
  return x - x === 0 ? x + 0 : Number.NaN
}

const ARITHMETIC: Readonly<
  Record<ArithmeticOperator, (a: Float64Array, b: Float64Array, out: Float64Array, n: number) => void>
> = {
  '+': (a, b, out, n) => {
    for (let i = 0; i < n; i++) out[i] = finite(a[i]! + b[i]!)
  },
  '-': (a, b, out, n) => {
    for (let i = 0; i < n; i++) out[i] = finite(a[i]! - b[i]!)
  },
  '*': (a, b, out, n) => {
    for (let i = 0; i < n; i++) out[i] = finite(a[i]! * b[i]!)
  },
  '/': (a, b, out, n) => {
    for (let i = 0; i < n; i++) out[i] = finite(a[i]! / b[i]!)
  },
  // NaN ^ 0 would be 1.
  '^': (a, b, out, n) => {
    for (let i = 0; i < n; i++) out[i] = Number.isNaN(a[i]!) ? Number.NaN : finite(a[i]! ** b[i]!)
  },
}

/** Sum, difference, product, quotient or power in every row; missing if a side is missing or the result is not finite. */
export function arithmeticProgram(
  operator: ArithmeticOperator,
  left: NumberProgram,
  right: NumberProgram,
  place: number,
): NumberProgram {
  const compute = ARITHMETIC[operator]
  return (block) => {
    const out = numbersAt(block, place)
    compute(left(block), right(block), out, block.length)
    return out
  }
}

/** What a comparison says, by order of its two sides plus one: before, equal, after. */
const ANSWERS: Readonly<Record<ComparisonOperator, readonly [number, number, number]>> = {
  '=': [0, 1, 0],
  '!=': [1, 0, 1],
  '<': [1, 0, 0],
  '<=': [1, 1, 0],
  '>': [0, 0, 1],
  '>=': [0, 1, 1],
}

/** 1, 0, or NaN if one side is missing. */
export function comparisonProgram(
  operator: ComparisonOperator,
  left: ValueProgram,
  right: ValueProgram,
  place: number,
): NumberProgram {
  const answers = ANSWERS[operator]
  return (block) => {
    const a = left(block)
    const b = right(block)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) {
      const order = compareAt(a, b, i)
      out[i] = Number.isNaN(order) ? Number.NaN : answers[Math.sign(order) + 1]!
    }
    return out
  }
}

/** low ≤ of ≤ high as Kleene's "and" of the two comparisons. */
export function betweenProgram(of: ValueProgram, low: ValueProgram, high: ValueProgram, place: number): NumberProgram {
  return (block) => {
    const values = of(block)
    const from = low(block)
    const to = high(block)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) {
      const fromOrder = compareAt(values, from, i)
      const toOrder = compareAt(values, to, i)
      if (fromOrder < 0 || toOrder > 0) out[i] = 0
      else out[i] = Number.isNaN(fromOrder) || Number.isNaN(toOrder) ? Number.NaN : 1
    }
    return out
  }
}

/** Kleene's "and" and "or": one false decides "and", one true decides "or", whatever is missing elsewhere. */
export function logicProgram(operator: 'and' | 'or', operands: readonly NumberProgram[], place: number): NumberProgram {
  const decisive = operator === 'and' ? 0 : 1
  return (block) => {
    const out = numbersAt(block, place).fill(1 - decisive)
    for (const operand of operands) {
      const values = operand(block)
      for (let i = 0; i < block.length; i++) {
        if (values[i] === decisive) out[i] = decisive
        else if (Number.isNaN(values[i]!) && out[i] !== decisive) out[i] = Number.NaN
      }
    }
    return out
  }
}

/** 1 where a value is missing, else 0. */
export function missingness(of: ValueProgram, place: number): NumberProgram {
  return (block) => {
    const values = of(block)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) out[i] = isMissingAt(values, i) ? 1 : 0
    return out
  }
}
