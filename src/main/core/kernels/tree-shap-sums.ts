/** Trees as tables of contributions by pattern; indices of one list end where those of the next item begin. */
export interface ShapProgram {
  /** Per tree: end of its nodes, end of its blocks. */
  readonly trees: Int32Array
  /** Per inner node: column of codes, and the limit up to which a code goes left. */
  readonly nodes: Int32Array
  /** Per block: end of its bits, end of its features, place of its first number in the table. */
  readonly blocks: Int32Array
  /** Per bit: end of its conditions. */
  readonly bits: Int32Array
  /** Node counted within its tree · 2, + 1 where it has to go left. */
  readonly conditions: Int32Array
  readonly features: Int32Array
  /** Per block: row-major, one row per pattern, one column per feature. */
  readonly table: Float64Array
  /** Inner nodes of the largest tree. */
  readonly mostNodes: number
}

/**
 * Adds the contributions of the trees of a program to some rows: the plain twin of the kernel, equal to it bit by bit.
 *
 * @param program - trees as tables
 * @param codes - codes of the rows, column by column
 * @param stride - codes from one column to the next
 * @param nRows - rows
 * @param nColumns - numbers per row of phi
 * @param phi - row-major, shape (nRows, nColumns)
 */
export function addTreeShap(
  program: ShapProgram,
  codes: Uint16Array,
  stride: number,
  nRows: number,
  nColumns: number,
  phi: Float64Array,
): void {
  const { trees, nodes, blocks, bits, conditions, features, table } = program
  const isLeft = new Uint8Array(program.mostNodes)
  for (let row = 0; row < nRows; row++) {
    let node = 0
    let block = 0
    let bit = 0
    let condition = 0
    let feature = 0
    for (let t = 0; t < trees.length; t += 2) {
      const firstNode = node
      for (; node < trees[t]!; node++)
        isLeft[node - firstNode] = codes[nodes[2 * node]! * stride + row]! <= nodes[2 * node + 1]! ? 1 : 0
      for (; block < trees[t + 1]!; block++) {
        let pattern = 0
        for (let mark = 1; bit < blocks[3 * block]!; bit++, mark <<= 1) {
          let isMet = mark
          for (; condition < bits[bit]!; condition++)
            if (isLeft[conditions[condition]! >> 1] !== (conditions[condition]! & 1)) isMet = 0
          pattern |= isMet
        }
        const endFeature = blocks[3 * block + 1]!
        let from = blocks[3 * block + 2]! + pattern * (endFeature - feature)
        for (; feature < endFeature; feature++) phi[row * nColumns + features[feature]!]! += table[from++]!
      }
    }
  }
}
