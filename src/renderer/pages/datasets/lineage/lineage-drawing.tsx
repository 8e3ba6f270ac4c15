import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type LineageLayout, NODE_HEIGHT, NODE_WIDTH, type PlacedNode } from './lay-out-lineage.ts'
import { nodeCaption } from './lineage-svg.ts'
import { fitText, KIND_WORDS } from './lineage-words.ts'
import { nextNode } from './next-node.ts'

interface DrawingProps {
  readonly layout: LineageLayout
  readonly zoom: number
  /** The object the page is about. */
  readonly origin: string
  readonly selected: string
  readonly onSelect: (id: string) => void
  /** Opens a group. */
  readonly onOpen: (id: string) => void
}

/** The graph on the screen. One node takes the tab; arrow keys move along the edges and within a layer. */
export function LineageDrawing(props: DrawingProps) {
  const { layout, zoom, selected } = props
  const drawing = useRef<SVGSVGElement>(null)
  const focusNext = useRef<string | null>(null)
  useEffect(() => {
    if (focusNext.current !== selected) return
    focusNext.current = null
    const node = nodeElement(drawing.current, selected)
    node?.focus({ preventScroll: true })
    node?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })
  const tabStop = layout.nodes.some(({ node }) => node.id === selected) ? selected : layout.nodes[0]?.node.id
  const press = (event: KeyboardEvent, placed: PlacedNode) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault()
      choose(placed)
      return
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = nextNode(layout, placed.node.id, event.key)
    if (next === null) return
    event.preventDefault()
    focusNext.current = next
    props.onSelect(next)
  }
  const choose = ({ node }: PlacedNode) => (node.folded.length > 0 ? props.onOpen(node.id) : props.onSelect(node.id))
  return (
    // biome-ignore lint/a11y/useSemanticElements: a drawing cannot be a fieldset
    <svg
      ref={drawing}
      width={layout.width * zoom}
      height={layout.height * zoom}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="group"
      aria-label="Lineage graph. Arrow keys move between objects; the table view lists them all."
    >
      {layout.edges.map(({ edge, path }) => (
        <path
          key={`${edge.from} ${edge.to}`}
          className="lineage-edge"
          d={path}
          data-near={edge.from === selected || edge.to === selected || undefined}
        />
      ))}
      {layout.nodes.map((placed) => (
        // biome-ignore lint/a11y/useSemanticElements: a drawing has no buttons of its own
        <g
          key={placed.node.id}
          data-id={placed.node.id}
          className="lineage-node"
          role="button"
          tabIndex={placed.node.id === tabStop ? 0 : -1}
          aria-pressed={placed.node.id === selected}
          data-origin={placed.node.id === props.origin || undefined}
          transform={`translate(${placed.x},${placed.y})`}
          onClick={() => choose(placed)}
          onKeyDown={(event) => press(event, placed)}
        >
          <NodeBox placed={placed} />
        </g>
      ))}
    </svg>
  )
}

function NodeBox({ placed }: { placed: PlacedNode }) {
  const { node } = placed
  return (
    <>
      <title>{nodeName(placed)}</title>
      {node.folded.length > 0 && <rect x={4} y={4} width={NODE_WIDTH} height={NODE_HEIGHT} rx={4} />}
      <rect width={NODE_WIDTH} height={NODE_HEIGHT} rx={4} />
      <path transform="translate(10,9)" d={KIND_WORDS[node.kind].icon} />
      <text x={34} y={21}>
        {fitText(node.label, NODE_WIDTH - 44)}
      </text>
      <text x={34} y={39} className="lineage-caption">
        {nodeCaption(placed)}
      </text>
    </>
  )
}

/** The name of a node, for screen readers and on hover. */
function nodeName({ node }: PlacedNode): string {
  const what = `${KIND_WORDS[node.kind].word}: ${node.label}`
  if (node.folded.length > 0) return `${what}, folded. Press to open`
  return node.detail === '' ? what : `${what}. ${node.detail}`
}

function nodeElement(drawing: SVGSVGElement | null, id: string): SVGGElement | null {
  return drawing?.querySelector<SVGGElement>(`g[data-id="${CSS.escape(id)}"]`) ?? null
}
