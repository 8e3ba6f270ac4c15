import { gaussLegendre, type QuadratureRule } from './gauss-legendre.ts'

/**
 * Contributions of one leaf for every pattern of met and unmet parts of its path.
 *
 *     T[o, f] = v · (o_f − z_f) · ∫₀¹ ∏_{j ≠ f} (o_j·t + z_j·(1 − t)) dt,   pattern o as the bits of an index, part 0 the lowest
 *
 * The products over all patterns are built up part by part, so a pattern costs about one multiplication a node of the quadrature.
 *
 * @param shares - z per part, in [0, 1], shape (d,)
 * @param value - v, value of the leaf
 * @param ruleOf - Gauss–Legendre rule by its number of nodes
 * @returns row-major, shape (2^d, d)
 */
export function leafTable(
  shares: readonly number[],
  value: number,
  ruleOf: (nNodes: number) => QuadratureRule,
): Float64Array {
  const d = shares.length
  const nPatterns = 1 << d
  const nHalf = nPatterns >> 1
  const products = new Float64Array(nPatterns)
  // Per part and pattern of the others: the integral, which is the same whether the part is met or not.
  const integrals = new Float64Array(nHalf * d)
  const { nodes, weights } = ruleOf((d + 1) >> 1)
  for (let k = 0; k < nodes.length; k++) {
    const t = nodes[k]!
    products[0] = weights[k]! * value
    for (let j = 0; j < d; j++) {
      const factor = shares[j]! * (1 - t)
      const half = 1 << j
      for (let s = 0; s < half; s++) {
        products[s | half] = products[s]! * (t + factor)
        products[s]! *= factor
      }
    }
    for (let j = 0; j < d; j++) {
      const half = 1 << j
      const scale = 1 / (t + shares[j]! * (1 - t))
      let at = j * nHalf
      // Patterns in which part j is met, without it.
      for (let s = half; s < nPatterns; s += 2 * half)
        for (let i = s; i < s + half; i++) integrals[at++]! += products[i]! * scale
    }
  }
  const out = new Float64Array(nPatterns * d)
  for (let j = 0; j < d; j++) {
    const half = 1 << j
    const share = shares[j]!
    let at = j * nHalf
    for (let s = half; s < nPatterns; s += 2 * half) {
      for (let i = s; i < s + half; i++) {
        const integral = integrals[at++]!
        out[i * d + j] = integral * (1 - share)
        out[(i - half) * d + j] = -integral * share
      }
    }
  }
  return out
}

/** Gauss–Legendre rules, each computed once. */
export function rulesOnDemand(): (nNodes: number) => QuadratureRule {
  const rules: QuadratureRule[] = []
  return (nNodes) => {
    rules[nNodes] ??= gaussLegendre(nNodes)
    return rules[nNodes]
  }
}
