import type { Tree } from '../trees/tree-model.ts'

/** Splits from the root of a tree to its farthest leaf. */
export function treeDepth({ features, left, right }: Tree): number {
  const depths = new Int32Array(features.length)
  let deepest = 0
  const open = features.length === 0 ? [] : [0]
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const depth = depths[node]! + 1
    if (depth > deepest) deepest = depth
    for (const child of [left[node]!, right[node]!]) {
      if (child < 0) continue
      depths[child] = depth
      open.push(child)
    }
  }
  return deepest
}
