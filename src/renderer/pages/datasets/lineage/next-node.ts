import type { LineageLayout } from './lay-out-lineage.ts'

/** The node an arrow key leads to: along the edges sideways, within the layer up and down; null if there is none. */
export function nextNode(layout: LineageLayout, from: string, key: string): string | null {
  const current = layout.nodes.find(({ node }) => node.id === from)
  if (current === undefined) return layout.nodes[0]?.node.id ?? null
  const linked = (near: 'from' | 'to', far: 'from' | 'to') => {
    const ids = layout.edges.flatMap(({ edge }) => (edge[near] === from ? [edge[far]] : []))
    const places = layout.nodes.filter(({ node }) => ids.includes(node.id))
    return places.sort((a, b) => Math.abs(a.y - current.y) - Math.abs(b.y - current.y))[0]?.node.id ?? null
  }
  const inLayer = (step: number) =>
    layout.nodes.find(({ layer, place }) => layer === current.layer && place === current.place + step)?.node.id ?? null
  switch (key) {
    case 'ArrowRight':
      return linked('from', 'to')
    case 'ArrowLeft':
      return linked('to', 'from')
    case 'ArrowDown':
      return inLayer(1)
    case 'ArrowUp':
      return inLayer(-1)
    case 'Home':
      return layout.nodes[0]?.node.id ?? null
    case 'End':
      return layout.nodes.at(-1)?.node.id ?? null
    default:
      return null
  }
}
