import type { SampleName } from '../shared/contract/primitives.ts'

/** How one series is told apart: always by colour and by line style together. */
export interface SeriesStyle {
  readonly color: string
  readonly lineType: 'solid' | 'dashed' | 'dotted'
  readonly symbol: 'circle' | 'rect' | 'triangle' | 'diamond'
}

/** Everything a chart needs to know of its surroundings; lengths of a chart scale with `fontSize`. */
export interface ChartTheme {
  readonly name: 'light' | 'dark' | 'print'
  readonly ink: string
  readonly muted: string
  readonly axis: string
  readonly grid: string
  readonly surface: string
  /** Neutral fill for bars that only give context, such as counts. */
  readonly neutral: string
  readonly accent: string
  readonly attention: string
  readonly good: string
  readonly bad: string
  readonly samples: Readonly<Record<SampleName, SeriesStyle>>
  /** For lines that are no samples, such as models side by side. */
  readonly series: readonly [SeriesStyle, SeriesStyle, SeriesStyle, SeriesStyle]
  readonly fontFamily: string
  readonly fontSize: number
  readonly lineWidth: number
  readonly isAnimated: boolean
}

/** Single quotes inside: a drawing puts the font into a double-quoted attribute of the SVG. */
const FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, sans-serif"

/** Okabe–Ito colours on white; the export theme too, so that dark mode never leaks into a document. */
export const LIGHT_CHART_THEME: ChartTheme = {
  name: 'light',
  ink: '#1c2127',
  muted: '#5b636d',
  axis: '#8b939c',
  grid: '#e4e7ea',
  surface: '#ffffff',
  neutral: '#c3c9d0',
  accent: '#0072b2',
  attention: '#d55e00',
  good: '#0072b2',
  bad: '#e69f00',
  samples: {
    development: { color: '#6b747e', lineType: 'dashed', symbol: 'rect' },
    holdout: { color: '#0072b2', lineType: 'solid', symbol: 'circle' },
    all: { color: '#d55e00', lineType: 'dotted', symbol: 'triangle' },
  },
  series: [
    { color: '#0072b2', lineType: 'solid', symbol: 'circle' },
    { color: '#d55e00', lineType: 'dashed', symbol: 'rect' },
    { color: '#009e73', lineType: 'dotted', symbol: 'triangle' },
    { color: '#8a5a83', lineType: 'dashed', symbol: 'diamond' },
  ],
  fontFamily: FONT,
  fontSize: 12,
  lineWidth: 1.75,
  isAnimated: true,
}

/** The same on a dark surface, with lighter tints that keep 3:1 contrast. */
export const DARK_CHART_THEME: ChartTheme = {
  ...LIGHT_CHART_THEME,
  name: 'dark',
  ink: '#e6e9ec',
  muted: '#a3abb4',
  axis: '#6f7882',
  grid: '#30363d',
  surface: '#16191d',
  neutral: '#535c66',
  accent: '#56b4e9',
  attention: '#ff9d5c',
  good: '#56b4e9',
  bad: '#e69f00',
  samples: {
    development: { color: '#a3abb4', lineType: 'dashed', symbol: 'rect' },
    holdout: { color: '#56b4e9', lineType: 'solid', symbol: 'circle' },
    all: { color: '#ff9d5c', lineType: 'dotted', symbol: 'triangle' },
  },
  series: [
    { color: '#56b4e9', lineType: 'solid', symbol: 'circle' },
    { color: '#ff9d5c', lineType: 'dashed', symbol: 'rect' },
    { color: '#3dc49a', lineType: 'dotted', symbol: 'triangle' },
    { color: '#cc9bc4', lineType: 'dashed', symbol: 'diamond' },
  ],
}

/** Drawing units per typographic point on paper: ECharts rounds to a tenth of a unit, which then is a fortieth of a point. */
export const PRINT_UNITS_PER_POINT = 4

/** For paper: finer type and lines, nothing moves. All lengths are in drawing units. */
export const PRINT_CHART_THEME: ChartTheme = {
  ...LIGHT_CHART_THEME,
  name: 'print',
  fontFamily: 'Source Sans 3',
  fontSize: 8 * PRINT_UNITS_PER_POINT,
  lineWidth: 1.15 * PRINT_UNITS_PER_POINT,
  isAnimated: false,
}

/** A length that is `pixels` at the 12-pixel screen size and shrinks or grows with the theme's type size. */
export function scaled(theme: ChartTheme, pixels: number): number {
  return (pixels * theme.fontSize) / 12
}
