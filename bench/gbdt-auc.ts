/** Area under the ROC curve, ties counting half. */
export function aucOf(scores: Float64Array, labels: Uint8Array): number {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  let twiceWins = 0
  let below = 0
  let nEvents = 0
  for (let i = 0; i < order.length; ) {
    let end = i
    let events = 0
    while (end < order.length && scores[order[end]!] === scores[order[i]!]) events += labels[order[end++]!]!
    const others = end - i - events
    twiceWins += events * (2 * below + others)
    below += others
    nEvents += events
    i = end
  }
  return twiceWins / 2 / (nEvents * below)
}
