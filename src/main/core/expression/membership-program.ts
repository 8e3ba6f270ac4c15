import { type Block, isMissingAt, type NumberProgram, numbersAt, remembered, type Values } from './block.ts'
import { constantOf } from './check-call.ts'
import { compareAt } from './compare-values.ts'
import type { Expression } from './expression.ts'
import { createLevelMemo, onceForLevel } from './level-pool.ts'

/**
 * "in" as Kleene's "or" of equalities: 1 if an item equals the value; else NaN if the value or an item is missing; else 0.
 * A list of nothing but written numbers or texts is looked up, not searched.
 *
 * @param list - the items as they are written
 * @param of - program of the value
 * @param items - programs of the items
 */
export function membershipProgram(
  list: readonly Expression[],
  of: (block: Block) => Values,
  items: readonly ((block: Block) => Values)[],
  place: number,
): NumberProgram {
  const written = writtenValues(list)
  return written === null ? searchProgram(of, items, place) : lookUpProgram(of, written, place)
}

function writtenValues(list: readonly Expression[]): ReadonlySet<number | string> | null {
  const values = list.map((item) => (item.kind === 'text' ? item.value : constantOf(item)))
  return values.some((value) => Number.isNaN(value)) ? null : new Set(values)
}

function lookUpProgram(
  of: (block: Block) => Values,
  written: ReadonlySet<number | string>,
  place: number,
): NumberProgram {
  return (block) => {
    const values = of(block)
    const { out, memo } = remembered(block, place, () => ({
      out: new Float64Array(block.capacity),
      memo: createLevelMemo(),
    }))
    for (let i = 0; i < block.length; i++) {
      if (isMissingAt(values, i)) out[i] = Number.NaN
      else if (values instanceof Float64Array) out[i] = Number(written.has(values[i]!))
      else out[i] = onceForLevel(memo, values.levels, values.codes[i]!, (text) => Number(written.has(text)))
    }
    return out
  }
}

function searchProgram(
  of: (block: Block) => Values,
  items: readonly ((block: Block) => Values)[],
  place: number,
): NumberProgram {
  return (block) => {
    const values = of(block)
    const out = numbersAt(block, place).fill(0)
    for (const item of items) {
      const candidates = item(block)
      for (let i = 0; i < block.length; i++) {
        const order = compareAt(values, candidates, i)
        if (order === 0) out[i] = 1
        else if (Number.isNaN(order) && out[i] !== 1) out[i] = Number.NaN
      }
    }
    return out
  }
}
