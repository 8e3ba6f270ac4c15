import { type Block, isMissingAt, type NumberProgram, remembered, type TextProgram, type Values } from './block.ts'
import { type Call, constantOf } from './check-call.ts'
import type { Expression } from './expression.ts'
import {
  codeOfText,
  createLevelMemo,
  createLevelPool,
  type LevelMemo,
  type LevelPool,
  onceForLevel,
} from './level-pool.ts'
import type { PartTypes } from './part-types.ts'
import { type Cell, type CellFunction, TEXT_FUNCTIONS } from './text-functions.ts'

type ValueProgram = (block: Block) => Values

/** A function that makes texts, row by row, or once per level where only one argument, a text, is not written out. */
export function cellTexts(call: Call, programs: readonly ValueProgram[], types: PartTypes, place: number): TextProgram {
  const fill = fillProgram(call, programs, types)
  return (block) => {
    const { codes, pool, memo } = remembered(block, place, () => ({
      codes: new Int32Array(block.capacity),
      pool: createLevelPool(),
      memo: createLevelMemo(),
    }))
    fill(block, codes, -1, memo, (result) => asCode(pool, result))
    return { codes, levels: pool.levels }
  }
}

/** A function that makes numbers, true/false or dates of texts; see {@link cellTexts}. */
export function cellNumbers(
  call: Call,
  programs: readonly ValueProgram[],
  types: PartTypes,
  place: number,
): NumberProgram {
  const fill = fillProgram(call, programs, types)
  return (block) => {
    const { out, memo } = remembered(block, place, () => ({
      out: new Float64Array(block.capacity),
      memo: createLevelMemo(),
    }))
    fill(block, out, Number.NaN, memo, asNumber)
    return out
  }
}

function asCode(pool: LevelPool, result: string | number | null): number {
  return codeOfText(pool, typeof result === 'string' ? result : null)
}

function asNumber(result: string | number | null): number {
  return typeof result === 'number' ? result + 0 : Number.NaN
}

type Fill = (
  block: Block,
  out: Float64Array | Int32Array,
  missing: number,
  memo: LevelMemo,
  convert: (result: string | number | null) => number,
) => void

function fillProgram(call: Call, programs: readonly ValueProgram[], types: PartTypes): Fill {
  const list = call.arguments
  const apply = TEXT_FUNCTIONS.get(call.name)!(list, types.get(list[0]!) === 'boolean')
  const open = list.findIndex((part) => writtenCell(part) === null)
  const isAlone = open >= 0 && list.every((part, k) => k === open || writtenCell(part) !== null)
  if (isAlone && types.get(list[open]!) === 'text') return fillByLevel(apply, list, open, programs[open]!)
  return fillByRow(apply, programs)
}

/** The value of a number or text that is written out, null for any other part. */
function writtenCell(part: Expression): Cell | null {
  if (part.kind === 'text') return part.value
  const value = constantOf(part)
  return Number.isNaN(value) ? null : value
}

function fillByLevel(apply: CellFunction, list: readonly Expression[], open: number, program: ValueProgram): Fill {
  const cells = list.map((part) => writtenCell(part) ?? '')
  return (block, out, missing, memo, convert) => {
    const values = program(block)
    if (values instanceof Float64Array) return
    const compute = (text: string): number => convert(apply(...cells.with(open, text)))
    for (let i = 0; i < block.length; i++) {
      const code = values.codes[i]!
      out[i] = code < 0 ? missing : onceForLevel(memo, values.levels, code, compute)
    }
  }
}

function fillByRow(apply: CellFunction, programs: readonly ValueProgram[]): Fill {
  return (block, out, missing, _, convert) => {
    const inputs = programs.map((program) => program(block))
    const cells: Cell[] = inputs.map(() => '')
    for (let i = 0; i < block.length; i++) {
      let isComplete = true
      for (let k = 0; k < inputs.length; k++) {
        const values = inputs[k]!
        if (isMissingAt(values, i)) isComplete = false
        else cells[k] = values instanceof Float64Array ? values[i]! : values.levels[values.codes[i]!]!
      }
      out[i] = isComplete ? convert(apply(...cells)) : missing
    }
  }
}
