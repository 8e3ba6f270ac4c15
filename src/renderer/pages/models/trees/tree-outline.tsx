import { type KeyboardEvent, useMemo, useRef, useState } from 'react'
import { formatNumber } from '../../../../shared/format.ts'
import { openLines, type TreeLine } from './tree-lines.ts'
import { outlineStep } from './tree-steps.ts'

/** A tree as an outline: a question, what follows on yes, what follows on no. Arrow keys walk it, open and close it. */
export function TreeOutline({
  number,
  lines,
  wanted,
}: {
  number: number
  lines: readonly TreeLine[]
  /** Characteristic to be marked. */
  wanted: string | null
}) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set())
  const [active, setActive] = useState(lines[0]?.node ?? 0)
  const list = useRef<HTMLDivElement>(null)
  const shown = useMemo(() => openLines(lines, closed), [lines, closed])
  const largest = useMemo(() => Math.max(1e-12, ...lines.map(({ value }) => Math.abs(value ?? 0))), [lines])
  const current = shown.some(({ node }) => node === active) ? active : (shown[0]?.node ?? 0)
  const focus = (node: number) => {
    setActive(node)
    list.current?.querySelector<HTMLElement>(`[data-node="${node}"]`)?.focus()
  }
  const toggle = (node: number) =>
    setClosed((before) => {
      const next = new Set(before)
      if (!next.delete(node)) next.add(node)
      return next
    })
  const onKeyDown = (event: KeyboardEvent) => {
    const step = outlineStep(event.key, shown, closed, current)
    if (step === null) return
    event.preventDefault()
    if (step.kind === 'toggle') toggle(step.node)
    else focus(step.node)
  }
  return (
    <div ref={list} role="tree" aria-label={`Tree ${number}`} className="tree-outline" onKeyDown={onKeyDown}>
      {shown.map((line) => (
        <Line
          key={line.node}
          line={line}
          isActive={line.node === current}
          isClosed={closed.has(line.node)}
          isMarked={wanted !== null && line.name === wanted}
          share={line.value === null ? 0 : line.value / largest}
          onClick={() => {
            setActive(line.node)
            if (line.name !== null) toggle(line.node)
          }}
          onFocus={() => setActive(line.node)}
        />
      ))}
    </div>
  )
}

interface LineProps {
  readonly line: TreeLine
  readonly isActive: boolean
  readonly isClosed: boolean
  readonly isMarked: boolean
  /** Value of a leaf over the largest, between −1 and 1. */
  readonly share: number
  readonly onClick: () => void
  readonly onFocus: () => void
}

function Line({ line, isActive, isClosed, isMarked, share, onClick, onFocus }: LineProps) {
  const isLeaf = line.name === null
  return (
    <div
      role="treeitem"
      aria-level={line.depth + 1}
      aria-selected={isActive}
      {...(isLeaf ? {} : { 'aria-expanded': !isClosed })}
      tabIndex={isActive ? 0 : -1}
      data-node={line.node}
      data-leaf={isLeaf || undefined}
      data-marked={isMarked || undefined}
      className="tree-line"
      style={{ paddingLeft: 8 + line.depth * 20 }}
      onClick={onClick}
      onFocus={onFocus}
      onKeyDown={undefined}
    >
      <span className="tree-answer">{line.answer ?? ''}</span>
      <span className="tree-mark" aria-hidden="true">
        {isLeaf ? '•' : isClosed ? '▸' : '▾'}
      </span>
      <span className="tree-text">
        {isLeaf ? (
          <>
            <LeafBar share={share} />
            <strong className="number">{line.text}</strong>
          </>
        ) : (
          <>
            <strong>{line.name}</strong> {line.text}?<span className="muted">missing → {line.missing}</span>
          </>
        )}
      </span>
      <span className="tree-cover number">
        {line.coverShare === null
          ? ''
          : `${formatNumber(line.cover, 'number')} · ${formatNumber(line.coverShare, 'percent1')}`}
      </span>
    </div>
  )
}

/** The value of a leaf at a glance: to the right riskier, to the left safer. */
function LeafBar({ share }: { share: number }) {
  const width = Math.abs(share) * 20
  return (
    <svg width={44} height={10} viewBox="0 0 44 10" aria-hidden="true" style={{ flex: 'none', marginRight: 6 }}>
      <line x1={22} x2={22} y1={0} y2={10} stroke="var(--assay-line-strong)" />
      <rect
        x={share < 0 ? 22 - width : 22}
        y={2}
        width={width}
        height={6}
        fill={share < 0 ? 'var(--assay-accent)' : 'var(--assay-attention)'}
      />
    </svg>
  )
}
