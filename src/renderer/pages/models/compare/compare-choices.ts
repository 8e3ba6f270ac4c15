/** At most this many models stand side by side. */
export const MAX_COMPARED = 4

/** Adds or takes away a model; the order of choice stays, the first is what the others are measured against. */
export function toggleCompared(chosen: readonly string[], id: string): readonly string[] {
  if (chosen.includes(id)) return chosen.filter((other) => other !== id)
  return chosen.length >= MAX_COMPARED ? chosen : [...chosen, id]
}

/** Makes a chosen model the one the others are measured against. */
export function makeFirst(chosen: readonly string[], id: string): readonly string[] {
  return chosen.includes(id) ? [id, ...chosen.filter((other) => other !== id)] : chosen
}
