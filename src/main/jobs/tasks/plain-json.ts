/** The same value without `readonly`: what core hands out as plain JSON is what the contract calls it. */
export type PlainJson<T> = T extends object ? { -readonly [Key in keyof T]: PlainJson<T[Key]> } : T

/** Hands a readonly report of the core over as the plain value it is. */
export function asPlainJson<T>(report: T): PlainJson<T> {
  return report as PlainJson<T>
}
