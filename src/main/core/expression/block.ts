/** Rows computed at a time: small enough for the processor's cache. */
export const BLOCK_ROWS = 4096

/** A column ready to be computed with; numbers, true/false (1/0) and dates as NaN where missing, texts as −1. */
export type Operand =
  | { readonly kind: 'numbers'; readonly values: Float64Array }
  | { readonly kind: 'dates'; readonly codes: Int32Array; readonly days: Float64Array }
  | { readonly kind: 'texts'; readonly codes: Int32Array; readonly levels: readonly string[] }

/** The rows under computation and what the parts of the expression remember from block to block. */
export interface Block {
  /** One per column of the expression. */
  readonly operands: readonly Operand[]
  /** Room for rows in each vector. */
  readonly capacity: number
  /** One per part of the expression that asked for a place. */
  readonly memory: unknown[]
  start: number
  length: number
}

/** Texts of a block: codes index `levels`, which may grow from block to block; missing = −1. */
export interface Texts {
  readonly codes: Int32Array
  readonly levels: readonly string[]
}

/** Computes numbers, true/false (1/0) or dates of a block; missing = NaN. Only the first `length` places count. */
export type NumberProgram = (block: Block) => Float64Array

/** Computes the texts of a block. Only the first `length` places count. */
export type TextProgram = (block: Block) => Texts

/** What a program yields: numbers or texts. */
export type Values = Float64Array | Texts

/** Whether the value of a row is missing. */
export function isMissingAt(values: Values, i: number): boolean {
  return values instanceof Float64Array ? Number.isNaN(values[i]!) : values.codes[i]! < 0
}

/** What is remembered at a place of the block, made at first use. */
export function remembered<T>(block: Block, place: number, make: () => T): T {
  const known = block.memory[place] as T | undefined
  if (known !== undefined) return known
  const made = make()
  block.memory[place] = made
  return made
}

/** The numbers a part writes its results into, the same in every block. */
export function numbersAt(block: Block, place: number): Float64Array {
  return remembered(block, place, () => new Float64Array(block.capacity))
}
