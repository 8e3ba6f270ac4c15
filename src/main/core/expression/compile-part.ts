import { type Block, type NumberProgram, numbersAt, remembered, type TextProgram, type Values } from './block.ts'
import { cellNumbers, cellTexts } from './cell-programs.ts'
import { type ChoosingProgram, choosingProgram, pickNumbers, pickTexts } from './choice-programs.ts'
import type { Expression } from './expression.ts'
import { membershipProgram } from './membership-program.ts'
import { NUMBER_FUNCTIONS } from './number-functions.ts'
import {
  applyNumbers,
  arithmeticProgram,
  betweenProgram,
  comparisonProgram,
  logicProgram,
  mapNumbers,
  missingness,
} from './operator-programs.ts'
import type { PartTypes } from './part-types.ts'

/** What the compiler knows: types of the parts, places of the columns, and how many places of memory are taken. */
export interface Compiler {
  readonly types: PartTypes
  readonly columns: ReadonlyMap<string, number>
  nPlaces: number
}

type Part<Kind> = Extract<Expression, { readonly kind: Kind }>

/** The program of a part, by its type; what is always missing counts as numbers unless `asTexts`. */
export function compilePart(part: Expression, compiler: Compiler, asTexts = false): (block: Block) => Values {
  const type = compiler.types.get(part)!
  return type === 'text' || (type === 'missing' && asTexts)
    ? compileTexts(part, compiler)
    : compileNumbers(part, compiler)
}

function hasTexts(list: readonly Expression[], compiler: Compiler): boolean {
  return list.some((part) => compiler.types.get(part) === 'text')
}

/** Programs of parts that have one type in common. */
function compileAlike(list: readonly Expression[], compiler: Compiler): ((block: Block) => Values)[] {
  const asTexts = hasTexts(list, compiler)
  return list.map((part) => compilePart(part, compiler, asTexts))
}

function compileNumbers(part: Expression, compiler: Compiler): NumberProgram {
  const place = compiler.nPlaces++
  switch (part.kind) {
    case 'number':
    case 'boolean':
      return constantNumbers(Number(part.value), place)
    case 'column':
      return numberColumn(compiler.columns.get(part.name)!, place)
    case 'negate':
      return mapNumbers(compileNumbers(part.of, compiler), place, (x) => 0 - x)
    case 'not':
      return mapNumbers(compileNumbers(part.of, compiler), place, (x) => 1 - x)
    case 'isMissing':
      return missingness(compilePart(part.of, compiler), place)
    case 'arithmetic': {
      const { operator, left, right } = part
      return arithmeticProgram(operator, compileNumbers(left, compiler), compileNumbers(right, compiler), place)
    }
    case 'logic': {
      const operands = part.operands.map((operand) => compileNumbers(operand, compiler))
      return logicProgram(part.operator, operands, place)
    }
    case 'compare': {
      const [left, right] = compileAlike([part.left, part.right], compiler)
      return comparisonProgram(part.operator, left!, right!, place)
    }
    case 'between': {
      const [of, low, high] = compileAlike([part.of, part.low, part.high], compiler)
      return betweenProgram(of!, low!, high!, place)
    }
    case 'in': {
      const [of, ...list] = compileAlike([part.of, ...part.list], compiler)
      return membershipProgram(part.list, of!, list, place)
    }
    case 'call':
      return compileNumberCall(part, compiler, place)
    case 'missing':
    case 'text':
      return constantNumbers(Number.NaN, place)
  }
}

function compileNumberCall(part: Part<'call'>, compiler: Compiler, place: number): NumberProgram {
  const choose = compileChoice(part, compiler, false)
  if (choose !== null) return pickNumbers(choose, place)
  const scalar = NUMBER_FUNCTIONS.get(part.name)
  if (scalar === undefined || hasTexts(part.arguments, compiler)) {
    const programs = part.arguments.map((argument) => compilePart(argument, compiler))
    return cellNumbers(part, programs, compiler.types, place)
  }
  const programs = part.arguments.map((argument) => compileNumbers(argument, compiler))
  return programs.length === 1 ? mapNumbers(programs[0]!, place, scalar) : applyNumbers(scalar, programs, place)
}

function compileTexts(part: Expression, compiler: Compiler): TextProgram {
  const place = compiler.nPlaces++
  if (part.kind === 'column') {
    const column = compiler.columns.get(part.name)!
    return (block) => {
      const operand = block.operands[column]!
      if (operand.kind !== 'texts') return noTexts(block, place)
      return { codes: operand.codes.subarray(block.start, block.start + block.length), levels: operand.levels }
    }
  }
  if (part.kind === 'text') {
    const levels = [part.value]
    return (block) => remembered(block, place, () => ({ codes: new Int32Array(block.capacity), levels }))
  }
  if (part.kind !== 'call') return (block) => noTexts(block, place)
  const choose = compileChoice(part, compiler, true)
  if (choose === null) {
    const programs = part.arguments.map((argument) => compilePart(argument, compiler))
    return cellTexts(part, programs, compiler.types, place)
  }
  return pickTexts(choose, place)
}

function noTexts(block: Block, place: number): ReturnType<TextProgram> {
  return remembered(block, place, () => ({ codes: new Int32Array(block.capacity).fill(-1), levels: [] }))
}

/** The choosing half of `if`, `switch` and `coalesce`; null for any other function. */
function compileChoice(part: Part<'call'>, compiler: Compiler, asTexts: boolean): ChoosingProgram | null {
  const list = part.arguments
  const place = compiler.nPlaces++
  const branch = (one: Expression): ((block: Block) => Values) => compilePart(one, compiler, asTexts)
  if (part.name === 'if')
    return choosingProgram('if', [compileNumbers(list[0]!, compiler)], list.slice(1).map(branch), place)
  if (part.name === 'coalesce') return choosingProgram('coalesce', [], list.map(branch), place)
  if (part.name !== 'switch') return null
  const isResult = (i: number): boolean => i === list.length - 1 || (i > 0 && i % 2 === 0)
  const tests = compileAlike(
    list.filter((_, i) => !isResult(i)),
    compiler,
  )
  return choosingProgram('switch', tests, list.filter((_, i) => isResult(i)).map(branch), place)
}

function constantNumbers(value: number, place: number): NumberProgram {
  return (block) => remembered(block, place, () => new Float64Array(block.capacity).fill(value))
}

function numberColumn(column: number, place: number): NumberProgram {
  return (block) => {
    const operand = block.operands[column]!
    if (operand.kind === 'numbers') return operand.values.subarray(block.start, block.start + block.length)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) {
      const code = operand.codes[block.start + i]!
      out[i] = code < 0 || operand.kind === 'texts' ? Number.NaN : operand.days[code]!
    }
    return out
  }
}
