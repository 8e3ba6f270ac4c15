import { expressionError } from './expression-error.ts'
import { type CharacterSet, type Pattern, parsePattern } from './parse-pattern.ts'

/** One step of the automaton: reads a character, forks, tests an end of the text, or accepts. */
type Instruction =
  | { readonly kind: 'set'; readonly set: CharacterSet }
  | { readonly kind: 'fork'; readonly targets: number[] }
  | { readonly kind: 'start' | 'end' | 'accept' }

const MAX_INSTRUCTIONS = 2000

/**
 * A test whether a regular expression is found anywhere in a text. The time is at most proportional to the length of the
 * text times the size of the pattern, whatever both are: all states of the automaton move together, none goes back.
 *
 * @param pattern - regular expression, see {@link parsePattern}
 * @param at - position to report in errors
 * @returns text → whether it is found
 * @throws StatisticError `invalidInput` (an ExpressionError) if the pattern is not supported or needs more than 2,000 states
 * @see Thompson (1968), Regular expression search algorithm, CACM 11(6)
 */
export function compilePattern(pattern: string, at: number): (text: string) => boolean {
  const program: Instruction[] = []
  emit(parsePattern(pattern, at), program, at)
  program.push({ kind: 'accept' })
  return (text) => isFound(program, text)
}

function emit(pattern: Pattern, program: Instruction[], at: number): void {
  if (program.length > MAX_INSTRUCTIONS) {
    throw expressionError(`regular expression needs at most ${MAX_INSTRUCTIONS} states, got more`, at)
  }
  switch (pattern.kind) {
    case 'set':
    case 'start':
    case 'end':
      program.push(pattern)
      return
    case 'sequence':
      for (const part of pattern.parts) emit(part, program, at)
      return
    case 'choice':
      emitChoice(pattern.parts, program, at)
      return
    case 'repeat':
      emitTimes(pattern.of, pattern.minimum, program, at)
      if (pattern.maximum === null) emitLoop(pattern.of, program, at)
      else emitOptional(pattern.of, pattern.maximum - pattern.minimum, program, at)
  }
}

function emitTimes(of: Pattern, count: number, program: Instruction[], at: number): void {
  const before = program.length
  for (let i = 0; i < count; i++) {
    emit(of, program, at)
    // Nothing repeated is still nothing: nested empty groups would otherwise take for ever.
    if (program.length === before) return
  }
}

function fork(program: Instruction[], ...targets: number[]): number[] {
  program.push({ kind: 'fork', targets })
  return targets
}

function emitChoice(parts: readonly Pattern[], program: Instruction[], at: number): void {
  const starts = fork(program)
  const exits: number[][] = []
  for (const part of parts) {
    starts.push(program.length)
    emit(part, program, at)
    exits.push(fork(program))
  }
  for (const exit of exits) exit.push(program.length)
}

function emitLoop(of: Pattern, program: Instruction[], at: number): void {
  const entry = program.length
  const targets = fork(program, entry + 1)
  emit(of, program, at)
  fork(program, entry)
  targets.push(program.length)
}

function emitOptional(of: Pattern, count: number, program: Instruction[], at: number): void {
  const skips: number[][] = []
  for (let i = 0; i < count; i++) {
    skips.push(fork(program, program.length + 1))
    emit(of, program, at)
  }
  for (const skip of skips) skip.push(program.length)
}

function isFound(program: readonly Instruction[], text: string): boolean {
  let current: number[] = []
  let next: number[] = []
  const seenAt = new Int32Array(program.length).fill(-1)
  for (let at = 0; ; ) {
    const isEnd = at === text.length
    // A match may begin at every character, so the first state joins each time.
    if (follow(program, 0, current, seenAt, at, isEnd)) return true
    if (isEnd) return false
    const codePoint = text.codePointAt(at)!
    const after = at + (codePoint > 0xffff ? 2 : 1)
    for (const state of current) {
      const instruction = program[state]!
      if (instruction.kind !== 'set' || !isIn(instruction.set, codePoint)) continue
      if (follow(program, state + 1, next, seenAt, after, after === text.length)) return true
    }
    ;[current, next] = [next, current]
    next.length = 0
    at = after
  }
}

/** Adds a state and all it leads to without reading; true if the end of the pattern is among them. */
function follow(
  program: readonly Instruction[],
  first: number,
  states: number[],
  seenAt: Int32Array,
  at: number,
  isEnd: boolean,
): boolean {
  const open = [first]
  for (let state = open.pop(); state !== undefined; state = open.pop()) {
    if (seenAt[state] === at) continue
    seenAt[state] = at
    const instruction = program[state]!
    if (instruction.kind === 'accept') return true
    if (instruction.kind === 'set') states.push(state)
    else if (instruction.kind === 'fork') open.push(...instruction.targets)
    else if (instruction.kind === 'start' ? at === 0 : isEnd) open.push(state + 1)
  }
  return false
}

function isIn(set: CharacterSet, codePoint: number): boolean {
  for (const [first, last] of set.ranges) if (codePoint >= first && codePoint <= last) return !set.isNegated
  return set.isNegated
}
