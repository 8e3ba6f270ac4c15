/**
 * Some of the rows at even distances, the same ones every time: row ⌊i · n / k⌋ for i = 0 … k − 1.
 *
 * @param rows - rows to choose from, shape (n,)
 * @param maximum - k: how many at most, ≥ 1
 * @returns all rows if there are no more than that
 */
export function drawEvenly(rows: Uint32Array, maximum: number): Uint32Array {
  const n = rows.length
  if (n <= maximum) return rows
  return Uint32Array.from({ length: maximum }, (_, i) => rows[Math.floor((i * n) / maximum)]!)
}
