import type { MarkContext } from './inline-layout.ts'
import type { Pen } from './pen.ts'

/** A heading as the contents page and the bookmarks list it. */
export interface OutlineEntry {
  readonly level: 1 | 2 | 3
  readonly text: string
  readonly anchor: string
}

/** What every block needs for its layout: the pen to measure with, the marks, and the running numbers. */
export interface LayoutEnvironment {
  readonly pen: Pen
  readonly marks: MarkContext
  readonly outline: readonly OutlineEntry[]
  nextTable(): number
  nextFigure(): number
}

/** Figures and tables are numbered through the document. */
export function layoutEnvironment(pen: Pen, marks: MarkContext, outline: readonly OutlineEntry[]): LayoutEnvironment {
  let tables = 0
  let figures = 0
  return {
    pen,
    marks,
    outline,
    nextTable: () => ++tables,
    nextFigure: () => ++figures,
  }
}
