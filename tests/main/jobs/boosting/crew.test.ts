import { afterEach, describe, expect, it, vi } from 'vitest'
import { growTrees } from '../../../../src/main/core/gbdt/grow-trees.ts'
import { crewEntry, crewSize, openCrew, type ThreadCrew } from '../../../../src/main/jobs/boosting/crew.ts'
import { inputOf, noisyTable } from '../../core/gbdt/small-growth.ts'

const crews: ThreadCrew[] = []
afterEach(() => {
  vi.unstubAllGlobals()
  for (const crew of crews.splice(0)) crew.close()
})

function crewOf(nHands: number): ThreadCrew {
  const crew = openCrew(nHands)
  crews.push(crew)
  return crew
}

const NAP = new Int32Array(new SharedArrayBuffer(4))
/** Lets threads come up without giving the event loop back. */
const nap = () => void Atomics.wait(NAP, 0, 0, 20)

describe('a crew of threads', () => {
  it('grows the same trees with 1, 2, 3 and 4 hands', () => {
    const { columns, yTrue } = noisyTable(21, 20_000, 25)
    const directions = [{ column: 'x0', direction: 'increasing' as const }]
    for (const settings of [
      {},
      { rowShare: 0.7, columnShare: 0.5, monotone: directions, classBalance: 'balanced' as const },
    ]) {
      const input = inputOf(columns, yTrue, { maxTrees: 12, maxLeaves: 15, l2: 1, learningRate: 0.2, ...settings })
      const watched = Uint32Array.from({ length: 3000 }, (_, i) => i * 3)
      const alone = growTrees({ ...input, watched })
      expect(alone.trees).toHaveLength(12)
      for (const nHands of [2, 3, 4]) {
        const crew = crewOf(nHands)
        // The second time the threads are up.
        for (let time = 0; time < 2; time++) {
          expect(growTrees({ ...input, watched }, { onIteration: nap }, crew)).toEqual(alone)
        }
      }
    }
  })

  it('shares plain memory where there is no WebAssembly', () => {
    const { columns, yTrue } = noisyTable(22, 6000, 5)
    const input = inputOf(columns, yTrue, { maxTrees: 3, maxLeaves: 6 })
    const alone = growTrees(input)
    const crew = crewOf(2)
    vi.stubGlobal('WebAssembly', undefined)
    expect(growTrees(input, { onIteration: nap }, crew)).toEqual(alone)
  })

  it('is of use again after a training that failed', () => {
    const { columns, yTrue } = noisyTable(23, 6000, 5)
    const input = inputOf(columns, yTrue, { maxTrees: 3, maxLeaves: 6 })
    const crew = crewOf(2)
    const fail = () => {
      throw new Error('the listener failed')
    }
    expect(() => growTrees(input, { onIteration: fail }, crew)).toThrow('the listener failed')
    expect(growTrees(input, {}, crew)).toEqual(growTrees(input))
  })

  it('has 1 to 16 hands, and starts from sources and from the built program', () => {
    expect(() => openCrew(0)).toThrow('a crew needs 1 to 16 hands, got 0')
    expect(() => openCrew(17)).toThrow('got 17')
    expect(crewSize()).toBeGreaterThanOrEqual(1)
    expect(crewEntry('file:///app/src/main/jobs/boosting/crew.ts').href).toBe('file:///app/src/main/entries/crew.ts')
    expect(crewEntry('file:///app/out/main/worker.js').href).toBe('file:///app/out/main/crew.js')
    expect(crewEntry('file:///app/out/main/chunks/crew-1a2b.js').href).toBe('file:///app/out/main/crew.js')
  })
})
