/**
 * The inner loops of boosted trees over one memory: places are byte addresses, those of numbers multiples of their size. There is a
 * plain twin and one of WebAssembly, equal bit for bit.
 *
 * Gradients are whole multiples of small powers of 2, so that their sums are exact in any order. A packed row is a 64-bit integer:
 * gradient · 2³⁷ + hessian · 2¹² + 1, in units.
 */
export interface GbdtKernel {
  /**
   * Packed gradients of the log loss, and the loss, of rows from..to; `from` is even.
   *
   *     g = p − y,  h = p · (1 − p),  p = 1 / (1 + e^−margin)
   *
   * @param packed - where the packed rows go; 0: only the loss is wanted
   * @param mode - 0: no weights; 1: whole weights, that multiply the rounded numbers; 2: weights that multiply before rounding
   * @param scaleG - units of gradient per 1, @param scaleH - units of hessian per 1
   * @param sums - where results go: two products of the probabilities of what happened, how often each was scaled by 2⁵⁰⁰ (mode 0);
   * the weighted loss (modes 1 and 2); sums of g and h in units
   */
  gradients(
    margins: number,
    labels: number,
    weights: number,
    packed: number,
    from: number,
    to: number,
    mode: number,
    scaleG: number,
    scaleH: number,
    sums: number,
  ): void
  /**
   * Histograms of groups of up to 16 features over rows from..to of a list.
   *
   * @param codes - bin codes, row by row, @param stride - codes per row
   * @param groups - per group 4 words of 32 bits: place of its codes in a row, their number (4, 8 or 16), address of its spans, 0; a span
   * is the first bin of a feature in the histogram and its number of bins, 32 bits each
   * @param rows - list of rows; 0: the rows from..to themselves
   * @param block - rows whose packed sums fit into 64 bits, at most 4096
   * @param sums - pairs (g, h) per bin, @param counts - rows per bin
   * @param isFirst - 1: the histogram is overwritten; 0: added to
   * @param scratch - 80 KiB of the hand's own, 0 in its first 32 before and after
   */
  histogram(
    codes: number,
    stride: number,
    groups: number,
    nGroups: number,
    rows: number,
    packed: number,
    from: number,
    to: number,
    block: number,
    sums: number,
    counts: number,
    isFirst: number,
    unitG: number,
    unitH: number,
    scratch: number,
  ): void
  /** parent −= child, or += if sign is 1, over n bins; n is a multiple of 4. */
  combine(sums: number, counts: number, otherSums: number, otherCounts: number, n: number, sign: number): void
  /**
   * Splits the list from..to: rows whose code has 1 in the table go to the front of the other list, the rest to its end, backwards.
   *
   * @param codes - codes of the feature, one after the other
   * @returns number of rows in front
   */
  partition(codes: number, rows: number, into: number, from: number, to: number, table: number): number
  /** margin of each listed row += value. */
  addValue(margins: number, rows: number, from: number, to: number, value: number): void
  /**
   * Adds to the margins of rows from..to the value of the leaf they fall into.
   *
   * @param nodes - per node: address of its feature's code in row 0, codes per row, left and right child, 32 bits each; a leaf is −leaf − 1
   * @param tables - per node 256 bytes: 1 where a code goes left
   * @param values - per leaf
   */
  applyTree(nodes: number, tables: number, values: number, margins: number, from: number, to: number): void
  /**
   * The best split of a number's histogram into a left part (bins up to one) and a right part.
   *
   *     gain = G_l² / (H_l + l2) + G_r² / (H_r + l2)
   *
   * or, with l1, bounds or a direction, that of the values cut to the bounds: −Σ (2Gw + (H + l2)·w² + 2·l1·|w|).
   *
   * @param nBins - bins, the first one that of missing values
   * @param firstLeft - 0 if missing values alone may go left, else 1
   * @param lastLeft - largest bin that may go left when missing values go right
   * @param direction - −1: values may not rise to the right; 1: they may not fall; 0: free
   * @param node - G, H, n, l1, l2, least H, least n, lower and upper bound of the value
   * @param best - where gain, bin, whether missing goes left, G, H and n of the left part go
   * @returns the gain, −Infinity if there is no split
   */
  scan(
    sums: number,
    counts: number,
    nBins: number,
    firstLeft: number,
    lastLeft: number,
    direction: number,
    node: number,
    best: number,
  ): number
  /**
   * Codes of numbers: 1 + the number of edges below the value; 0 for NaN.
   *
   * @param edges - 256 numbers, filled up with Infinity
   * @param column - where codes go one after the other, @param codes - where they go in rows of `stride`
   */
  encode(values: number, from: number, to: number, edges: number, column: number, codes: number, stride: number): void
}
