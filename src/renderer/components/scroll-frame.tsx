import type { CSSProperties, ReactNode, Ref } from 'react'

interface ScrollFrameProps {
  readonly label: string
  readonly children: ReactNode
  readonly ref?: Ref<HTMLElement>
  readonly style?: CSSProperties
  /** Without its own border, inside a panel. */
  readonly isBare?: boolean
}

/** What scrolls must be reachable by keyboard, so the frame takes the focus. */
const FOCUSABLE = { tabIndex: 0 }

/** A frame in which a wide or long table scrolls, with its head and first column in sight. */
export function ScrollFrame({ label, children, ref, style, isBare }: ScrollFrameProps) {
  return (
    <section
      {...FOCUSABLE}
      ref={ref}
      className="table-frame"
      data-bare={isBare === true || undefined}
      aria-label={label}
      style={style}
    >
      {children}
    </section>
  )
}

/** Stands for the rows of a long table that are not drawn. */
export function SpacerRow({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null
  return (
    <tr>
      <td colSpan={span} style={{ height, padding: 0, border: 0 }} />
    </tr>
  )
}
