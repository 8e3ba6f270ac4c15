// AssemblyScript, compiled by `npm run kernels`. Same additions in the same order as ../tree-shap-sums.ts: the results are equal bit by bit.

/**
 * Adds the contributions of some trees to rows. nRows is a multiple of 8; stride, in rows, is that of codes and decisions.
 * trees: per tree end of its nodes and end of its blocks. nodes: column, limit. blocks: end of its bits, end of its features, first
 * number in the table. bits: end of its conditions. conditions: node of the tree · 2 + 1 where it has to go left.
 */
export function addTreeShap(
  nRows: i32,
  stride: i32,
  nColumns: i32,
  nTrees: i32,
  trees: usize,
  nodes: usize,
  blocks: usize,
  bits: usize,
  conditions: usize,
  features: usize,
  table: usize,
  codes: usize,
  decisions: usize,
  patterns: usize,
  phi: usize,
): void {
  const rowBytes = nColumns << 3
  const bytes = (<usize>nRows) << 1
  const columnBytes = (<usize>stride) << 1
  let node = 0
  let block = 0
  let bit = 0
  let condition = 0
  let feature = 0
  for (let t = 0; t < nTrees; t++) {
    const endNode = load<i32>(trees + ((<usize>t) << 3))
    const endBlock = load<i32>(trees + ((<usize>t) << 3), 4)
    for (let target = decisions; node < endNode; node++, target += columnBytes) {
      const column = codes + <usize>load<i32>(nodes + ((<usize>node) << 3)) * columnBytes
      const limit = i16x8.splat(<i16>load<i32>(nodes + ((<usize>node) << 3), 4))
      for (let i: usize = 0; i < bytes; i += 16) v128.store(target + i, i16x8.le_u(v128.load(column + i), limit))
    }
    for (; block < endBlock; block++) {
      const at = blocks + <usize>(block * 12)
      const endBit = load<i32>(at)
      const endFeature = load<i32>(at, 4)
      const nFeatures = endFeature - feature
      const start = table + ((<usize>load<i32>(at, 8)) << 3)
      for (let i: usize = 0; i < bytes; i += 16) {
        let pattern = i16x8.splat(0)
        let c = condition
        for (let b = bit, mark = 1; b < endBit; b++, mark <<= 1) {
          const endCondition = load<i32>(bits + ((<usize>b) << 2))
          let isMet = i16x8.splat(<i16>mark)
          for (; c < endCondition; c++) {
            const asked = load<i32>(conditions + ((<usize>c) << 2))
            const decided = v128.load(decisions + <usize>(asked >> 1) * columnBytes + i)
            isMet = asked & 1 ? v128.and(isMet, decided) : v128.andnot(isMet, decided)
          }
          pattern = v128.or(pattern, isMet)
        }
        v128.store(patterns + i, pattern)
      }
      if (bit < endBit) condition = load<i32>(bits + ((<usize>(endBit - 1)) << 2))
      bit = endBit
      const width = (<usize>nFeatures) << 3
      const list = features + ((<usize>feature) << 2)
      for (let i = 0; i < nRows; i++) {
        const from = start + <usize>load<u16>(patterns + ((<usize>i) << 1)) * width
        const row = phi + <usize>(i * rowBytes)
        for (let j: usize = 0; j < width; j += 8) {
          const target = row + ((<usize>load<i32>(list + (j >> 1))) << 3)
          store<f64>(target, load<f64>(target) + load<f64>(from + j))
        }
      }
      feature = endFeature
    }
  }
}
