import type { TreeLine } from './tree-lines.ts'

type Step = { readonly kind: 'focus' | 'toggle'; readonly node: number } | null

/** What a key does in the outline of a tree, as in every tree of a desktop; null: nothing. */
export function outlineStep(
  key: string,
  shown: readonly TreeLine[],
  closed: ReadonlySet<number>,
  active: number,
): Step {
  const at = shown.findIndex(({ node }) => node === active)
  const line = shown[at]
  if (line === undefined) return null
  const focus = (to: TreeLine | undefined): Step => (to === undefined ? null : { kind: 'focus', node: to.node })
  const isQuestion = line.name !== null
  switch (key) {
    case 'ArrowDown':
      return focus(shown[at + 1])
    case 'ArrowUp':
      return focus(shown[at - 1])
    case 'Home':
      return focus(shown[0])
    case 'End':
      return focus(shown.at(-1))
    case 'ArrowRight':
      if (!isQuestion) return null
      return closed.has(line.node) ? { kind: 'toggle', node: line.node } : focus(shown[at + 1])
    case 'ArrowLeft': {
      if (isQuestion && !closed.has(line.node)) return { kind: 'toggle', node: line.node }
      const parent = line.path.at(-1)
      return parent === undefined ? null : { kind: 'focus', node: parent }
    }
    case 'Enter':
    case ' ':
      return isQuestion ? { kind: 'toggle', node: line.node } : null
    default:
      return null
  }
}
