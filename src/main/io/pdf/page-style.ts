/** Page geometry and type of the pack, in points. */
export const PAGE = {
  width: 595.28,
  height: 841.89,
  left: 56,
  right: 56,
  top: 72,
  bottom: 64,
} as const

export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right
export const CONTENT_HEIGHT = PAGE.height - PAGE.top - PAGE.bottom

export const INK = '#1c2127'
export const MUTED = '#5b636d'
export const FAINT = '#8b939c'
export const HAIRLINE = '#d5d9de'
export const SOFT_LINE = '#e9ecef'
export const SOFT_FILL = '#f5f6f8'
export const ACCENT = '#005a8f'
export const ATTENTION = '#b84a00'

/** Colours of the verdict shapes, Okabe–Ito; the word beside the shape carries the meaning. */
export const VERDICT_COLORS = {
  withinTolerance: '#0072b2',
  investigate: '#e69f00',
  breach: '#d55e00',
  notAssessed: '#5b636d',
} as const

export type FontName = 'regular' | 'semibold' | 'italic'

export interface TextStyle {
  readonly font: FontName
  readonly size: number
  readonly color: string
  /** Distance from one baseline to the next. */
  readonly leading: number
}

export const BODY: TextStyle = { font: 'regular', size: 9.5, color: INK, leading: 13 }
export const LEAD: TextStyle = { font: 'regular', size: 10.5, color: INK, leading: 14.5 }
export const SMALL: TextStyle = { font: 'regular', size: 8, color: MUTED, leading: 10.5 }
export const CELL: TextStyle = { font: 'regular', size: 8.5, color: INK, leading: 10.8 }
export const CELL_HEAD: TextStyle = { font: 'semibold', size: 7.8, color: MUTED, leading: 9.6 }
export const CAPTION: TextStyle = { font: 'semibold', size: 9, color: INK, leading: 11.6 }
export const LABEL: TextStyle = { font: 'regular', size: 8.8, color: MUTED, leading: 12 }
export const VALUE: TextStyle = { font: 'regular', size: 8.8, color: INK, leading: 12 }
export const RUNNING: TextStyle = { font: 'regular', size: 7.5, color: MUTED, leading: 9 }
export const HEADINGS: Readonly<Record<1 | 2 | 3, TextStyle>> = {
  1: { font: 'semibold', size: 17, color: INK, leading: 21 },
  2: { font: 'semibold', size: 11.5, color: INK, leading: 15 },
  3: { font: 'semibold', size: 9.6, color: INK, leading: 13 },
}
