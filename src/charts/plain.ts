/** A contract value seen as readonly all the way down, so that frozen values of `core` and values of the door both fit. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? readonly Plain<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: Plain<T[Key]> }
    : T
