import {
  type Block,
  isMissingAt,
  type NumberProgram,
  numbersAt,
  remembered,
  type TextProgram,
  type Texts,
  type Values,
} from './block.ts'
import { compareAt } from './compare-values.ts'
import { codeOfText, createLevelMemo, createLevelPool, onceForLevel } from './level-pool.ts'

type ValueProgram = (block: Block) => Values

/** Which branch each row takes, −1 for missing, and the values of all branches. */
export type ChoosingProgram = (block: Block) => { readonly choice: Int32Array; readonly branches: readonly Values[] }

/**
 * The choice of `if`, `switch` or `coalesce`.
 *
 * @param tests - `if`: the condition; `switch`: the value, then its cases; `coalesce`: none
 * @param branches - programs to choose from; the last one is the otherwise of `if` and `switch`
 */
export function choosingProgram(
  kind: 'if' | 'switch' | 'coalesce',
  tests: readonly ValueProgram[],
  branches: readonly ValueProgram[],
  place: number,
): ChoosingProgram {
  const chosen = { if: chosenByCondition, switch: chosenByCase, coalesce: chosenByPresence }[kind]
  return (block) => {
    const tested = tests.map((test) => test(block))
    const values = branches.map((branch) => branch(block))
    const choice = remembered(block, place, () => new Int32Array(block.capacity))
    for (let i = 0; i < block.length; i++) choice[i] = chosen(tested, values, i)
    return { choice, branches: values }
  }
}

function chosenByCondition(tested: readonly Values[], _: readonly Values[], i: number): number {
  const condition = (tested[0] as Float64Array)[i]!
  return Number.isNaN(condition) ? -1 : 1 - condition
}

function chosenByCase(tested: readonly Values[], branches: readonly Values[], i: number): number {
  for (let k = 1; k < tested.length; k++) {
    const order = compareAt(tested[0]!, tested[k]!, i)
    if (Number.isNaN(order)) return -1
    if (order === 0) return k - 1
  }
  return branches.length - 1
}

function chosenByPresence(_: readonly Values[], branches: readonly Values[], i: number): number {
  return branches.findIndex((branch) => !isMissingAt(branch, i))
}

/** The numbers of the chosen branches. */
export function pickNumbers(choose: ChoosingProgram, place: number): NumberProgram {
  return (block) => {
    const { choice, branches } = choose(block)
    const out = numbersAt(block, place)
    for (let i = 0; i < block.length; i++) {
      out[i] = choice[i]! < 0 ? Number.NaN : (branches[choice[i]!] as Float64Array)[i]!
    }
    return out
  }
}

/** The texts of the chosen branches, under one list of levels. */
export function pickTexts(choose: ChoosingProgram, place: number): TextProgram {
  return (block) => {
    const { choice, branches } = choose(block)
    const { codes, pool, memos } = remembered(block, place, () => ({
      codes: new Int32Array(block.capacity),
      pool: createLevelPool(),
      memos: branches.map(createLevelMemo),
    }))
    const intern = (text: string): number => codeOfText(pool, text)
    for (let i = 0; i < block.length; i++) {
      const k = choice[i]!
      const texts = branches[k] as Texts
      const code = k < 0 ? -1 : texts.codes[i]!
      codes[i] = code < 0 ? -1 : onceForLevel(memos[k]!, texts.levels, code, intern)
    }
    return { codes, levels: pool.levels }
  }
}
