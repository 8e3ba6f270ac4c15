import type { Pen } from './pen.ts'

/** What a unit may ask while it is drawn: where it stands, and on which page an anchor stands. */
export interface PageContext {
  readonly pageNumber: number
  readonly pageOf: (anchor: string) => number
}

/** A header drawn again at the top of a page that begins inside a table. */
export interface RepeatedHeader {
  readonly height: number
  readonly draw: (pen: Pen, y: number) => void
}

/** A piece of the flow that is never cut. Text and table rows are one unit per line or row. */
export interface FlowUnit {
  readonly height: number
  /** White space above, dropped at the top of a page. */
  readonly gapBefore: number
  /** Stays on one page with the unit after it. */
  readonly keepWithNext: boolean
  readonly startsPage: boolean
  /** Room below its top that the page must still have; 0 for no wish. */
  readonly needsRoom: number
  readonly anchor: string | null
  readonly repeat: RepeatedHeader | null
  readonly draw: (pen: Pen, y: number, page: PageContext) => void
}

/** A unit with the usual settings; give what differs. */
export function flowUnit(unit: Pick<FlowUnit, 'height' | 'draw'> & Partial<FlowUnit>): FlowUnit {
  return { gapBefore: 0, keepWithNext: false, startsPage: false, needsRoom: 0, anchor: null, repeat: null, ...unit }
}

export interface PlacedUnit {
  readonly unit: FlowUnit
  /** Top of the unit, from the top of the content area. */
  readonly y: number
  readonly header: { readonly repeat: RepeatedHeader; readonly y: number } | null
}

export type FlowPage = readonly PlacedUnit[]

/** Divides units into pages: chains that belong together move together, unless they are taller than a page. */
export function paginate(units: readonly FlowUnit[], pageHeight: number): FlowPage[] {
  const pages: PlacedUnit[][] = []
  let page: PlacedUnit[] = []
  let y = 0
  const turn = () => {
    if (page.length > 0) pages.push(page)
    page = []
    y = 0
  }
  for (let start = 0; start < units.length; ) {
    const chain = chainFrom(units, start)
    const [first] = chain
    if (first?.startsPage === true) turn()
    if (first !== undefined && page.length > 0 && y + first.gapBefore + first.needsRoom > pageHeight) turn()
    if (page.length > 0 && y + chainHeight(chain, false) > pageHeight && chainHeight(chain, true) <= pageHeight) turn()
    for (const unit of chain) {
      if (page.length > 0 && y + unit.gapBefore + unit.height > pageHeight) turn()
      const isFirst = page.length === 0
      const header = isFirst && unit.repeat !== null ? { repeat: unit.repeat, y: 0 } : null
      const top = isFirst ? (header?.repeat.height ?? 0) : y + unit.gapBefore
      page.push({ unit, y: top, header })
      y = top + unit.height
    }
    start += chain.length
  }
  turn()
  return pages
}

/** Page number of each anchor, counted from `firstPage`. */
export function anchorPages(pages: readonly FlowPage[], firstPage: number): Map<string, number> {
  const found = new Map<string, number>()
  pages.forEach((page, index) => {
    for (const { unit } of page) if (unit.anchor !== null) found.set(unit.anchor, firstPage + index)
  })
  return found
}

function chainFrom(units: readonly FlowUnit[], start: number): FlowUnit[] {
  const chain: FlowUnit[] = []
  for (let index = start; index < units.length; index++) {
    const unit = units[index]
    if (unit === undefined || (chain.length > 0 && unit.startsPage)) break
    chain.push(unit)
    if (!unit.keepWithNext) break
  }
  return chain
}

function chainHeight(chain: readonly FlowUnit[], isAtTop: boolean): number {
  return chain.reduce((sum, unit, index) => {
    const gap = isAtTop && index === 0 ? (unit.repeat?.height ?? 0) : unit.gapBefore
    return sum + gap + unit.height
  }, 0)
}
