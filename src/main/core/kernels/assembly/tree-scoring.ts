// AssemblyScript, compiled by `npm run kernels`. What it reads is laid out by ../tree-scoring.ts, what it means by ../../trees/tree-program.ts.

/** Rows scored at a time: eight vectors of sixteen bytes. */
const TILE: usize = 128
/** Trees whose leaves are found before their values are added. */
const GROUP: usize = 4

// Numbers of the header, by their place in bytes.
const N_SEARCHES: usize = 0
const SEARCHES: usize = 4
const N_VARIANTS: usize = 8
const VARIANTS: usize = 12
const TREES: usize = 16
const VARIANT_CODES: usize = 20
const LEVEL_CODES: usize = 24
const LEAVES: usize = 28
const SUMS: usize = 32
const IS_SINGLE: usize = 36

/** Next place in a search tree: the left child of i, or the right one if its number is less than x. */
function next(heap: usize, i: usize, x: f64): usize {
  return (i << 1) + 1 + <usize>(load<f64>(heap + (i << 3)) < x)
}

/** Code of each number of a tile: how many numbers of the search tree are less than it, 255 for NaN. */
function search(values: usize, heap: usize, height: usize, codes: usize): void {
  const nNumbers = ((<usize>1) << height) - 1
  for (let row: usize = 0; row < TILE; row += 4) {
    const at = values + (row << 3)
    const x0 = load<f64>(at)
    const x1 = load<f64>(at, 8)
    const x2 = load<f64>(at, 16)
    const x3 = load<f64>(at, 24)
    let i0: usize = 0
    let i1: usize = 0
    let i2: usize = 0
    let i3: usize = 0
    for (let level: usize = 0; level < height; level++) {
      i0 = next(heap, i0, x0)
      i1 = next(heap, i1, x1)
      i2 = next(heap, i2, x2)
      i3 = next(heap, i3, x3)
    }
    const out = codes + row
    store<u8>(out, select<usize>(i0 - nNumbers, 255, f64.eq(x0, x0)))
    store<u8>(out, select<usize>(i1 - nNumbers, 255, f64.eq(x1, x1)), 1)
    store<u8>(out, select<usize>(i2 - nNumbers, 255, f64.eq(x2, x2)), 2)
    store<u8>(out, select<usize>(i3 - nNumbers, 255, f64.eq(x3, x3)), 3)
  }
}

/** Codes of the numbers of the tile that begins at a row, and their variants: (code + add) with some bits flipped. */
export function encodeTile(header: usize, row: usize): void {
  const nSearches = load<u32>(header, N_SEARCHES)
  let at: usize = load<u32>(header, SEARCHES)
  for (let i: u32 = 0; i < nSearches; i++, at += 16)
    search(load<u32>(at) + (row << 3), load<u32>(at, 4), load<u32>(at, 8), load<u32>(at, 12))
  const nVariants = load<u32>(header, N_VARIANTS)
  let out: usize = load<u32>(header, VARIANT_CODES)
  at = load<u32>(header, VARIANTS)
  for (let i: u32 = 0; i < nVariants; i++, at += 16, out += TILE) {
    const codes: usize = load<u32>(at)
    const add = i8x16.splat(<i8>load<u32>(at, 4))
    const flip = i8x16.splat(<i8>load<u32>(at, 8))
    for (let k: usize = 0; k < TILE; k += 16) v128.store(out + k, v128.xor(i8x16.add(v128.load(codes + k), add), flip))
  }
}

/** Bytes of a table by their codes; 0 for all other codes. */
function lookUp(table: usize, nParts: usize, codes: v128): v128 {
  let found = i8x16.swizzle(v128.load(table), codes)
  let rest = codes
  for (let k: usize = 1; k < nParts; k++) {
    rest = i8x16.sub(rest, i8x16.splat(16))
    found = v128.or(found, i8x16.swizzle(v128.load(table + (k << 4)), rest))
  }
  return found
}

/** Place of the lowest bit set in each byte, 255 for 0. */
function lowestBit(bits: v128): v128 {
  const low = i8x16(-1, 0, 1, 0, 2, 0, 1, 0, 3, 0, 1, 0, 2, 0, 1, 0)
  const high = i8x16(-1, 4, 5, 4, 6, 4, 5, 4, 7, 4, 5, 4, 6, 4, 5, 4)
  const inLow = i8x16.swizzle(low, v128.and(bits, i8x16.splat(15)))
  const inHigh = i8x16.swizzle(high, i8x16.shr_u(bits, 4))
  return i8x16.min_u(inLow, inHigh)
}

/** Sixteen rows: the first leaf left over among those of this plane and the planes before. */
function keepLeaf(leaves: usize, bits: v128, first: v128, isFirst: bool): void {
  const found = i8x16.add_sat_u(lowestBit(bits), first)
  v128.store(leaves, isFirst ? found : i8x16.min_u(v128.load(leaves), found))
}

function clearAbove(bits: v128, codes: v128, threshold: v128, clear: v128): v128 {
  return v128.andnot(bits, v128.and(i8x16.gt_s(codes, threshold), clear))
}

/** Leaf of every row of the tile in one tree, a byte each: the leaves that nodes rule out are cleared, eight leaves (a plane) at a time. */
function findLeaves(plane: usize, nPlanes: usize, variants: usize, levels: usize, leaves: usize): void {
  for (let p: usize = 0; p < nPlanes; p++, plane += 16) {
    let b0 = i8x16.splat(-1)
    let b1 = b0
    let b2 = b0
    let b3 = b0
    let b4 = b0
    let b5 = b0
    let b6 = b0
    let b7 = b0
    const endOfNodes: usize = load<u32>(plane, 4)
    for (let node: usize = load<u32>(plane); node < endOfNodes; node += 4) {
      const codes = variants + <usize>load<u16>(node) * TILE
      const threshold = v128.load8_splat(node, 2)
      const clear = v128.load8_splat(node, 3)
      b0 = clearAbove(b0, v128.load(codes), threshold, clear)
      b1 = clearAbove(b1, v128.load(codes, 16), threshold, clear)
      b2 = clearAbove(b2, v128.load(codes, 32), threshold, clear)
      b3 = clearAbove(b3, v128.load(codes, 48), threshold, clear)
      b4 = clearAbove(b4, v128.load(codes, 64), threshold, clear)
      b5 = clearAbove(b5, v128.load(codes, 80), threshold, clear)
      b6 = clearAbove(b6, v128.load(codes, 96), threshold, clear)
      b7 = clearAbove(b7, v128.load(codes, 112), threshold, clear)
    }
    const endOfSets: usize = load<u32>(plane, 12)
    for (let set: usize = load<u32>(plane, 8); set < endOfSets; set += 12) {
      const codes = levels + load<u32>(set)
      const table: usize = load<u32>(set, 4)
      const nParts: usize = load<u32>(set, 8)
      b0 = v128.andnot(b0, lookUp(table, nParts, v128.load(codes)))
      b1 = v128.andnot(b1, lookUp(table, nParts, v128.load(codes, 16)))
      b2 = v128.andnot(b2, lookUp(table, nParts, v128.load(codes, 32)))
      b3 = v128.andnot(b3, lookUp(table, nParts, v128.load(codes, 48)))
      b4 = v128.andnot(b4, lookUp(table, nParts, v128.load(codes, 64)))
      b5 = v128.andnot(b5, lookUp(table, nParts, v128.load(codes, 80)))
      b6 = v128.andnot(b6, lookUp(table, nParts, v128.load(codes, 96)))
      b7 = v128.andnot(b7, lookUp(table, nParts, v128.load(codes, 112)))
    }
    const first = i8x16.splat(<i8>(p << 3))
    const isFirst = p === 0
    keepLeaf(leaves, b0, first, isFirst)
    keepLeaf(leaves + 16, b1, first, isFirst)
    keepLeaf(leaves + 32, b2, first, isFirst)
    keepLeaf(leaves + 48, b3, first, isFirst)
    keepLeaf(leaves + 64, b4, first, isFirst)
    keepLeaf(leaves + 80, b5, first, isFirst)
    keepLeaf(leaves + 96, b6, first, isFirst)
    keepLeaf(leaves + 112, b7, first, isFirst)
  }
}

/** Values of the leaves of two rows. */
function valuesOfPair(values: usize, leaves: usize): v128 {
  const first = v128.load64_zero(values + ((<usize>load<u8>(leaves)) << 3))
  return v128.load64_lane(values + ((<usize>load<u8>(leaves, 1)) << 3), first, 1)
}

/** Rounded to 32-bit numbers. */
function rounded(sums: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(sums))
}

function addValues(values: usize, leaves: usize, sums: usize, isSingle: bool): void {
  for (let row: usize = 0; row < TILE; row += 2) {
    const at = sums + (row << 3)
    const sum = f64x2.add(v128.load(at), valuesOfPair(values, leaves + row))
    v128.store(at, isSingle ? rounded(sum) : sum)
  }
}

/** The values of four trees, one after the other. */
function addGroup(tree: usize, leaves: usize, sums: usize): void {
  const values0: usize = load<u32>(tree, 8)
  const values1: usize = load<u32>(tree, 20)
  const values2: usize = load<u32>(tree, 32)
  const values3: usize = load<u32>(tree, 44)
  for (let row: usize = 0; row < TILE; row += 2) {
    const at = sums + (row << 3)
    const leaf = leaves + row
    let sum = v128.load(at)
    sum = f64x2.add(sum, valuesOfPair(values0, leaf))
    sum = f64x2.add(sum, valuesOfPair(values1, leaf + TILE))
    sum = f64x2.add(sum, valuesOfPair(values2, leaf + 2 * TILE))
    sum = f64x2.add(sum, valuesOfPair(values3, leaf + 3 * TILE))
    v128.store(at, sum)
  }
}

/** Adds the values of some trees, in their order, to the sums of the tile that begins at a row. */
export function addTrees(header: usize, from: usize, to: usize, row: usize): void {
  const variants: usize = load<u32>(header, VARIANT_CODES)
  const levels: usize = load<u32>(header, LEVEL_CODES) + row
  const leaves: usize = load<u32>(header, LEAVES)
  const sums: usize = load<u32>(header, SUMS) + (row << 3)
  const isSingle = load<u32>(header, IS_SINGLE) !== 0
  let tree: usize = load<u32>(header, TREES) + from * 12
  for (let t = from; t < to; ) {
    const n: usize = isSingle || to - t < GROUP ? 1 : GROUP
    for (let k: usize = 0; k < n; k++)
      findLeaves(load<u32>(tree + k * 12), load<u32>(tree + k * 12, 4), variants, levels, leaves + k * TILE)
    if (n === GROUP) addGroup(tree, leaves, sums)
    else addValues(load<u32>(tree, 8), leaves, sums, isSingle)
    t += n
    tree += n * 12
  }
}
