import type { ManualBins } from '../../../../shared/contract/index.ts'
import { done, type EditResult, MAX_BINS, type ManualBin, refuse, spliced, withNote } from './edit-result.ts'
import { readTypedNumber } from './typed-number.ts'

/**
 * Puts levels into another bin, or into a new one of their own; a group that loses its last level goes away.
 *
 * @param to - place of the bin that takes them, or `own`
 */
export function moveLevels(bins: ManualBins, levels: readonly string[], to: number | 'own'): EditResult {
  if (levels.length === 0) return refuse('Choose at least one level.')
  const target = to === 'own' ? null : bins.bins[to]
  if (target === undefined || (target !== null && target.definition.kind !== 'levels'))
    return refuse('Levels can only move to a group of levels.')
  const taken = new Set(levels)
  const homes = bins.bins.filter((bin) => levelsOf(bin).some((level) => taken.has(level)))
  if (
    to === 'own' &&
    homes.length === 1 &&
    homes[0] !== undefined &&
    levelsOf(homes[0]).every((level) => taken.has(level))
  )
    return refuse('These levels are a bin of their own already.')
  if (target !== null && levels.every((level) => levelsOf(target).includes(level)))
    return refuse('These levels are in that bin already.')
  const marked = bins.bins.map((bin) =>
    bin === target
      ? regrouped(bin, [...levelsOf(bin).filter((level) => !taken.has(level)), ...levels])
      : without(bin, taken),
  )
  const first = homes[0] === undefined ? -1 : bins.bins.indexOf(homes[0])
  const own = { definition: { kind: 'levels' as const, levels: [...levels] } }
  if (to === 'own') marked.splice(first < 0 ? nGroups(bins) : first + 1, 0, own)
  const kept = marked.filter((bin) => bin.definition.kind !== 'levels' || bin.definition.levels.length > 0)
  const focus = kept.findIndex((bin) => levelsOf(bin).includes(levels[0] ?? ''))
  const what = levels.length === 1 ? `level ${shortLevel(levels[0] ?? '')}` : `${levels.length} levels`
  const where = to === 'own' ? 'a bin of their own' : `bin ${to + 1}`
  return done(
    { ...bins, bins: kept },
    `move of ${what} to ${to === 'own' && levels.length === 1 ? 'a bin of its own' : where}`,
    `Moved ${what} to bin ${focus + 1}`,
    focus,
  )
}

/** Makes every level of a group a bin of its own, in the place of the group. */
export function ungroupLevels(bins: ManualBins, index: number): EditResult {
  const bin = bins.bins[index]
  if (bin?.definition.kind !== 'levels' || bin.definition.levels.length < 2)
    return refuse('Only a group of several levels can be taken apart.')
  const { levels } = bin.definition
  if (bins.bins.length + levels.length - 1 > MAX_BINS)
    return refuse(`There can be ${MAX_BINS} bins at most; this group has ${levels.length} levels.`)
  const apart = levels.map((level) => regrouped(bin, [level]))
  return done(
    spliced(bins, index, 1, ...apart),
    `ungrouping of bin ${index + 1}`,
    `Took bin ${index + 1} apart into ${levels.length} bins`,
    index,
  )
}

/** Gives a code a bin of its own. A level leaves its group; a number keeps its range but is counted apart. */
export function setSpecialCode(bins: ManualBins, code: string, type: 'numeric' | 'text'): EditResult {
  const read = readCode(code, type)
  if (!read.isCode) return refuse(read.problem)
  if (specialCodesOf(bins).some((known) => sameCode(known, read.code, type)))
    return refuse(`${shortLevel(read.code)} is a special code already.`)
  const rest = bins.bins.map((bin) => without(bin, new Set([read.code])))
  const kept = rest.filter((bin) => bin.definition.kind !== 'levels' || bin.definition.levels.length > 0)
  if (type === 'text' && !kept.some((bin) => bin.definition.kind === 'levels'))
    return refuse('One level at least must stay an ordinary bin.')
  const next: readonly ManualBin[] = [...kept, { definition: { kind: 'special', codes: [read.code] } }]
  return done(
    { ...bins, bins: [...next] },
    `special code ${shortLevel(read.code)}`,
    `${shortLevel(read.code)} is a special code now`,
    next.length - 1,
  )
}

/** Takes a code's own bin away: a number falls back into its range, a level becomes an ordinary bin of its own. */
export function unsetSpecialCode(bins: ManualBins, code: string, type: 'numeric' | 'text'): EditResult {
  if (!specialCodesOf(bins).some((known) => sameCode(known, code, type)))
    return refuse(`${shortLevel(code)} is no special code.`)
  const kept = bins.bins.flatMap((bin) => {
    if (bin.definition.kind !== 'special') return [bin]
    const codes = bin.definition.codes.filter((known) => !sameCode(known, code, type))
    return codes.length === 0 ? [] : [withNote({ kind: 'special', codes }, bin.note)]
  })
  const at = kept.filter((bin) => bin.definition.kind === 'levels').length
  if (type === 'text') kept.splice(at, 0, { definition: { kind: 'levels', levels: [code] } })
  return done(
    { ...bins, bins: kept },
    `ordinary value ${shortLevel(code)}`,
    `${shortLevel(code)} is an ordinary value now`,
    type === 'text' ? at : 0,
  )
}

/** Every special code of the bins. */
export function specialCodesOf(bins: ManualBins): string[] {
  return bins.bins.flatMap((bin) => (bin.definition.kind === 'special' ? bin.definition.codes : []))
}

/** A code as it is stored: a number in its shortest decimal text, a level exactly as it is. */
export function readCode(
  code: string,
  type: 'numeric' | 'text',
): { readonly isCode: true; readonly code: string } | { readonly isCode: false; readonly problem: string } {
  if (type === 'text') {
    return code === '' ? { isCode: false, problem: 'Type the level that is a code.' } : { isCode: true, code }
  }
  const read = readTypedNumber(code)
  return read.isNumber ? { isCode: true, code: String(read.value) } : { isCode: false, problem: read.problem }
}

function sameCode(a: string, b: string, type: 'numeric' | 'text'): boolean {
  return type === 'numeric' ? Number(a) === Number(b) : a === b
}

/** A level for a button or a sentence. */
export function shortLevel(level: string): string {
  const text = level === '' || level.trim() !== level ? JSON.stringify(level) : level
  return text.length > 40 ? `${text.slice(0, 39)}…` : text
}

function levelsOf(bin: ManualBin): readonly string[] {
  return bin.definition.kind === 'levels' ? bin.definition.levels : []
}

function nGroups(bins: ManualBins): number {
  return bins.bins.filter((bin) => bin.definition.kind === 'levels').length
}

function regrouped(bin: ManualBin, levels: string[]): ManualBin {
  return withNote({ kind: 'levels', levels }, bin.note)
}

function without(bin: ManualBin, taken: ReadonlySet<string>): ManualBin {
  const levels = levelsOf(bin)
  return levels.some((level) => taken.has(level))
    ? regrouped(
        bin,
        levels.filter((level) => !taken.has(level)),
      )
    : bin
}
