import type { GbdtKernel } from '../kernels/gbdt-kernel.ts'

import { type GbdtMemory, gbdtKernel } from '../kernels/gbdt-wasm.ts'
import { StatisticError } from '../statistic-error.ts'
import { type Desk, ORDER, SCRATCH_BYTES } from './desk.ts'
import { type DeskViews, deskViews, doTask, type Hand, VERB } from './hand.ts'

/** What is handed to the hands of a crew when they are called: plain data and shared memory. */
export interface Call {
  readonly memory: GbdtMemory
  readonly desk: Desk
}

/**
 * Those who grow trees together on one memory. The caller is one of them; the others, if any, each run {@link serveHand} in a thread
 * of their own. Who does what is left to chance and changes no bit of the result.
 */
export interface Crew {
  /** Hands, the caller's included: 1 to 16. */
  readonly nHands: number
  /** Calls the other hands to a desk; they come when they can, and go when dismissed. */
  readonly call: (call: Call) => void
}

/** The caller alone. */
export const CREW_OF_ONE: Crew = { nHands: 1, call: () => undefined }

/** A number beyond all tasks: nothing can be taken. */
const NONE = 1 << 30
/** Looks at the order before a hand goes to sleep. */
const PATIENCE = 4000
/** A hand that sleeps looks up that often, in case the word was missed. */
const NAP_MS = 50

/** The caller's side of a crew at work. */
export interface Foreman {
  readonly desk: Desk
  readonly kernel: GbdtKernel
  readonly views: DeskViews
  /** Gives an order and returns when all its tasks are done. */
  readonly order: (verb: number, nTasks: number, words: Partial<Record<keyof typeof ORDER, number>>) => void
  readonly dismiss: () => void
}

/**
 * Calls a crew to a desk.
 *
 * @param memory - new and all 0
 */
export function leadCrew(crew: Crew, memory: GbdtMemory, desk: Desk): Foreman {
  const hand = handAt({ memory, desk }, 0)
  const { i32 } = hand.views
  const at = desk.at.order >> 2
  Atomics.store(i32, at + ORDER.next, NONE)
  if (crew.nHands > 1) crew.call({ memory, desk })
  // Tickets carry the turn they are drawn in: one drawn too late is worth nothing in the next.
  let turn = 0
  const announce = (): void => {
    Atomics.add(i32, at + ORDER.epoch, 1)
    if (Atomics.load(i32, at + ORDER.sleepers) > 0) Atomics.notify(i32, at + ORDER.epoch)
  }
  return {
    desk,
    kernel: hand.kernel,
    views: hand.views,
    order(verb, nTasks, words) {
      // Nobody may take a task while the order is being written.
      Atomics.store(i32, at + ORDER.next, NONE)
      Atomics.store(i32, at + ORDER.done, 0)
      i32[at + ORDER.verb] = verb
      for (const word of Object.keys(words) as (keyof typeof ORDER)[]) i32[at + ORDER[word]] = words[word]!
      if (crew.nHands === 1 || nTasks === 1) {
        for (let task = 0; task < nTasks; task++) doTask(hand, task)
        return
      }
      turn = (turn + 1) & 0x3fff
      Atomics.store(i32, at + ORDER.tasks, (turn << 16) | nTasks)
      Atomics.store(i32, at + ORDER.next, turn << 16)
      announce()
      takeTasks(hand)
      while (Atomics.load(i32, at + ORDER.done) < nTasks)
        if (Atomics.load(i32, at + ORDER.failed) !== 0)
          throw new StatisticError('undefined', 'growTrees has lost one of its threads')
    },
    dismiss() {
      Atomics.store(i32, at + ORDER.next, NONE)
      Atomics.store(i32, at + ORDER.verb, VERB.dismiss)
      Atomics.add(i32, at + ORDER.epoch, 1)
      Atomics.notify(i32, at + ORDER.epoch)
    },
  }
}

/**
 * Works in a thread until dismissed.
 *
 * @param call - as given to {@link Crew.call}
 * @param place - 1, 2, …: which of the hands this is
 */
export function serveHand(call: Call, place: number): void {
  const hand = handAt(call, place)
  const { i32 } = hand.views
  const at = call.desk.at.order >> 2
  let seen = -1
  let looks = 0
  try {
    while (Atomics.load(i32, at + ORDER.verb) !== VERB.dismiss) {
      const epoch = Atomics.load(i32, at + ORDER.epoch)
      if (epoch !== seen) {
        seen = epoch
        looks = 0
        takeTasks(hand)
      } else if (++looks > PATIENCE) {
        Atomics.add(i32, at + ORDER.sleepers, 1)
        Atomics.wait(i32, at + ORDER.epoch, seen, NAP_MS)
        Atomics.sub(i32, at + ORDER.sleepers, 1)
        looks = 0
      }
    }
  } catch (error) {
    Atomics.store(i32, at + ORDER.failed, 1)
    throw error
  }
}

/** Takes tasks until none is left. What a task is, is read after it was taken: the order cannot change before it is done. */
function takeTasks(hand: Hand): void {
  const { i32 } = hand.views
  const at = hand.desk.at.order >> 2
  for (;;) {
    const ticket = Atomics.add(i32, at + ORDER.next, 1)
    const tasks = Atomics.load(i32, at + ORDER.tasks)
    if (ticket >> 16 !== tasks >> 16 || (ticket & 0xffff) >= (tasks & 0xffff)) return
    doTask(hand, ticket & 0xffff)
    Atomics.add(i32, at + ORDER.done, 1)
  }
}

function handAt({ memory, desk }: Call, place: number): Hand {
  const kernel = gbdtKernel(memory)
  return { desk, kernel, views: deskViews(memory.buffer), scratch: desk.at.scratch + place * SCRATCH_BYTES }
}
