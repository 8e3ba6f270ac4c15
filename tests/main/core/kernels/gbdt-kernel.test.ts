import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GbdtKernel } from '../../../../src/main/core/kernels/gbdt-kernel.ts'
import { plainGbdtKernel } from '../../../../src/main/core/kernels/gbdt-plain.ts'
import { type GbdtMemory, gbdtKernel, gbdtMemory } from '../../../../src/main/core/kernels/gbdt-wasm.ts'
import { createRandom } from '../../../../src/main/core/random/seeded-random.ts'

/** Where things lie in the test memories. */
const AT = {
  ...{ labels: 64, weights: 8192, margins: 65_536, packed: 131_072, rows: 196_608, into: 229_376, codes: 262_144 },
  ...{ groups: 393_216, spans: 393_280, sums: 394_240, counts: 590_848, scratch: 655_360, result: 786_432 },
  ...{
    node: 786_688,
    table: 787_456,
    nodes: 788_480,
    tables: 790_528,
    values: 800_000,
    column: 810_000,
    edges: 851_968,
  },
} as const
const BYTES = 917_504
const MOST_ROWS = 4500

interface Twin {
  readonly kernel: GbdtKernel
  readonly f64: Float64Array
  readonly i32: Int32Array
  readonly u8: Uint8Array
}

/** The same random contents in two memories, one for each kernel. */
function twins(seed: number, nRows: number): readonly [Twin, Twin] {
  const memories: GbdtMemory[] = [gbdtMemory(BYTES), gbdtMemory(BYTES)]
  expect(memories[0]!.wasm).not.toBeNull()
  const [plain, fast] = memories.map((memory, i): Twin => {
    const kernel = i === 0 ? plainGbdtKernel(memory.buffer) : gbdtKernel(memory)
    const { buffer } = memory
    return { kernel, f64: new Float64Array(buffer), i32: new Int32Array(buffer), u8: new Uint8Array(buffer) }
  })
  for (const twin of [plain!, fast!]) fill(twin, createRandom(seed), nRows)
  return [plain!, fast!]
}

function fill({ f64, i32, u8 }: Twin, random: ReturnType<typeof createRandom>, nRows: number): void {
  const normal = () => random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5
  for (let row = 0; row < nRows; row++) {
    u8[AT.labels + row] = random.nextBelow(2)
    f64[AT.weights / 8 + row] = 0.01 + random.nextDouble() * 9
    f64[AT.margins / 8 + row] = random.nextBelow(20) === 0 ? normal() * 100 : normal() * 4
    i32[AT.rows / 4 + row] = random.nextBelow(nRows)
    for (let k = 0; k < 28; k++) u8[AT.codes + row * 28 + k] = random.nextBelow(k < 26 ? 2 + k * 10 : 1)
  }
  // Groups of 16, 8 and 4 features; the last two places are empty.
  let start = 0
  i32.set([0, 16, AT.spans, 0, 16, 8, AT.spans + 128, 0, 24, 4, AT.spans + 256, 0], AT.groups / 4)
  for (let k = 0; k < 26; k++) {
    const nBins = Math.min(256, 2 + k * 10)
    const place = k < 16 ? k : k < 24 ? 16 + k - 16 : 32 + k - 24
    i32.set([start, nBins], AT.spans / 4 + 2 * place)
    start += Math.ceil(nBins / 4) * 4
  }
}

function gradientsOf(twin: Twin, nRows: number, mode: number): void {
  const scale = mode === 2 ? 16 : 1
  if (mode === 1) for (let i = 0; i < nRows; i++) twin.f64[AT.weights / 8 + i] = 1 + (i % 16)
  const [g, h] = [2 ** 14 / scale, 2 ** 15 / scale]
  twin.kernel.gradients(AT.margins, AT.labels, AT.weights, AT.packed, 0, nRows, mode, g, h, AT.result)
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 })
const sizes = fc.integer({ min: 1, max: MOST_ROWS })

describe('the kernel of boosted trees and its plain twin', () => {
  it('have equal gradients and losses', () => {
    fc.assert(
      fc.property(seeds, sizes, fc.integer({ min: 0, max: 2 }), (seed, n, mode) => {
        const [plain, fast] = twins(seed, n)
        for (const twin of [plain, fast]) gradientsOf(twin, n, mode)
        expect(fast.i32.slice(AT.packed / 4, AT.packed / 4 + 2 * n)).toEqual(
          plain.i32.slice(AT.packed / 4, AT.packed / 4 + 2 * n),
        )
        expect(fast.f64.slice(AT.result / 8, AT.result / 8 + 7)).toEqual(
          plain.f64.slice(AT.result / 8, AT.result / 8 + 7),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('scale products that become too small at the same rows', () => {
    for (let n = 1; n < 70; n++) {
      const [plain, fast] = twins(n, n)
      for (const twin of [plain, fast]) {
        for (let row = 0; row < n; row++) twin.f64[AT.margins / 8 + row] = twin.u8[AT.labels + row] === 1 ? -99 : 99
        gradientsOf(twin, n, 0)
      }
      expect(fast.f64.slice(AT.result / 8, AT.result / 8 + 7)).toEqual(
        plain.f64.slice(AT.result / 8, AT.result / 8 + 7),
      )
    }
  })

  it('have equal histograms of listed and of consecutive rows, written and added', () => {
    fc.assert(
      fc.property(seeds, sizes, fc.boolean(), fc.boolean(), (seed, n, isListed, isHeavy) => {
        const [plain, fast] = twins(seed, n)
        for (const twin of [plain, fast]) {
          gradientsOf(twin, n, isHeavy ? 1 : 0)
          const rows = isListed ? AT.rows : 0
          const block = isHeavy ? 250 : 4000
          for (const isFirst of [1, 0]) {
            const sums = [AT.sums, AT.counts, isFirst, 2 ** -14, 2 ** -15] as const
            const from = isFirst === 1 ? 0 : Math.floor(n / 3)
            twin.kernel.histogram(AT.codes, 28, AT.groups, 3, rows, AT.packed, from, n, block, ...sums, AT.scratch)
          }
        }
        for (let group = 0; group < 3; group++)
          for (let k = 0; k < 16; k++) {
            const [start, nBins] = plain.i32.subarray(
              AT.spans / 4 + 32 * group + 2 * k,
              AT.spans / 4 + 32 * group + 2 * k + 2,
            )
            const sums = AT.sums / 8 + 2 * start!
            const counts = AT.counts / 4 + start!
            expect(fast.f64.slice(sums, sums + 2 * nBins!)).toEqual(plain.f64.slice(sums, sums + 2 * nBins!))
            expect(fast.i32.slice(counts, counts + nBins!)).toEqual(plain.i32.slice(counts, counts + nBins!))
          }
        expect(fast.f64.slice(AT.scratch / 8, AT.scratch / 8 + 4096).every((x) => x === 0)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('split rows, add values and walk trees equally', () => {
    fc.assert(
      fc.property(seeds, sizes, (seed, n) => {
        const [plain, fast] = twins(seed, n)
        const fronts = [plain, fast].map(({ kernel, f64, i32, u8 }) => {
          const random = createRandom(seed)
          for (let i = 0; i < 3 * 256; i++) u8[AT.tables + i] = random.nextBelow(2)
          u8.copyWithin(AT.table, AT.tables, AT.tables + 256)
          const code = (k: number) => AT.codes + k
          i32.set([code(25), 28, 1, 2, code(3), 28, -1, -2, code(20), 28, -3, -4], AT.nodes / 4)
          f64.set([0.1, -0.7, 0.3, 1 / 3], AT.values / 8)
          kernel.addValue(AT.margins, AT.rows, 0, n, 0.3)
          kernel.applyTree(AT.nodes, AT.tables, AT.values, AT.margins, 0, n)
          return kernel.partition(AT.codes, AT.rows, AT.into, 0, n, AT.table)
        })
        expect(fronts[1]).toBe(fronts[0])
        expect(fast.f64.slice(AT.margins / 8, AT.margins / 8 + n)).toEqual(
          plain.f64.slice(AT.margins / 8, AT.margins / 8 + n),
        )
        expect(fast.i32.slice(AT.into / 4, AT.into / 4 + n)).toEqual(plain.i32.slice(AT.into / 4, AT.into / 4 + n))
        const split = [...plain.i32.subarray(AT.into / 4, AT.into / 4 + n)].sort((a, b) => a - b)
        expect(split).toEqual([...plain.i32.subarray(AT.rows / 4, AT.rows / 4 + n)].sort((a, b) => a - b))
      }),
      { numRuns: 30 },
    )
  })

  it('encode numbers equally, each to the bin between its edges', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double(), { maxLength: 255 }),
        fc.array(fc.double(), { minLength: 1, maxLength: 100 }),
        (cuts, own) => {
          const edges = [...new Set(cuts.filter(Number.isFinite).map((x) => x + 0))].sort((a, b) => a - b)
          const values = [...own, ...edges, Number.NaN, Infinity, -Infinity]
          const [plain, fast] = twins(1, 1)
          for (const { kernel, f64 } of [plain, fast]) {
            f64.fill(Infinity, AT.edges / 8, AT.edges / 8 + 256)
            f64.set(edges, AT.edges / 8)
            f64.set(values, AT.margins / 8)
            kernel.encode(AT.margins, 0, values.length, AT.edges, AT.column, AT.codes, 28)
          }
          const codes = values.map((v) => (Number.isNaN(v) ? 0 : 1 + edges.filter((edge) => edge < v).length))
          for (const { u8 } of [plain, fast]) {
            expect([...u8.subarray(AT.column, AT.column + values.length)]).toEqual(codes)
            expect(values.map((_, i) => u8[AT.codes + i * 28])).toEqual(codes)
          }
        },
      ),
    )
  })

  it('find equal splits, free and bound', () => {
    const limits = fc.record({
      seed: seeds,
      nBins: fc.integer({ min: 2, max: 256 }),
      l1: fc.constantFrom(0, 0.5),
      l2: fc.constantFrom(0, 1, 10),
      leastH: fc.constantFrom(0, 1, 30),
      leastN: fc.constantFrom(1, 20, 200),
      bound: fc.constantFrom(Infinity, 0.2),
      direction: fc.constantFrom(-1, 0, 1),
      ends: fc.constantFrom([1, 1], [0, 2], [1, 2]),
    })
    fc.assert(
      fc.property(limits, ({ seed, nBins, l1, l2, leastH, leastN, bound, direction, ends }) => {
        const [plain, fast] = twins(seed, 1)
        const gains = [plain, fast].map(({ kernel, f64, i32 }) => {
          const random = createRandom(seed)
          let [g, h, n] = [0, 0, 0]
          for (let bin = 0; bin < nBins; bin++) {
            const count = random.nextBelow(3) === 0 ? 0 : random.nextBelow(40)
            const sums =
              count === 0 ? [0, 0] : [(random.nextBelow(4000) - 2000) / 256, (1 + random.nextBelow(9 * count)) / 64]
            f64.set(sums, AT.sums / 8 + 2 * bin)
            i32[AT.counts / 4 + bin] = count
            g += sums[0]!
            h += sums[1]!
            n += count
          }
          f64.set([g, h, n, l1, l2, leastH, leastN, -bound, bound], AT.node / 8)
          const firstLeft = ends[0]!
          const lastLeft = nBins - ends[1]!
          return kernel.scan(AT.sums, AT.counts, nBins, firstLeft, lastLeft, direction, AT.node, AT.result)
        })
        expect(gains[1]).toBe(gains[0])
        expect(fast.f64.slice(AT.result / 8, AT.result / 8 + 6)).toEqual(
          plain.f64.slice(AT.result / 8, AT.result / 8 + 6),
        )
      }),
      { numRuns: 300 },
    )
  })

  it('add and take away histograms equally', () => {
    const [plain, fast] = twins(3, 2000)
    for (const twin of [plain, fast])
      for (const [place, sign] of [
        [AT.sums, 1],
        [AT.sums, -1],
      ] as const) {
        gradientsOf(twin, 2000, 0)
        twin.i32.fill(7, AT.counts / 4, AT.counts / 4 + 16)
        twin.kernel.combine(place, AT.counts, AT.margins, AT.rows, 256, sign)
      }
    expect(fast.f64.slice(AT.sums / 8, AT.sums / 8 + 512)).toEqual(plain.f64.slice(AT.sums / 8, AT.sums / 8 + 512))
    expect(fast.i32.slice(AT.counts / 4, AT.counts / 4 + 256)).toEqual(
      plain.i32.slice(AT.counts / 4, AT.counts / 4 + 256),
    )
  })
})

describe('the memory of boosted trees', () => {
  it('says how many bytes it needs when they are not to be had', () => {
    expect(() => gbdtMemory(2 ** 40)).toThrow(`growTrees needs ${2 ** 40} bytes of memory`)
  })
})
