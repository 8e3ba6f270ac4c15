export const DATASET_TABS = [
  'profile',
  'rows',
  'quality',
  'leakage',
  'compare',
  'steps',
  'privacy',
  'dictionary',
  'lineage',
  'source',
] as const

export type DatasetTab = (typeof DATASET_TABS)[number]

export interface TabPlace {
  readonly tab: DatasetTab
  readonly item: string | null
}

/** Addresses by the kind of a report, as lineage and jobs name it. */
const REPORT_PLACES: Readonly<Record<string, TabPlace>> = {
  columns: { tab: 'profile', item: null },
  issues: { tab: 'source', item: null },
  association: { tab: 'profile', item: 'associations' },
  diff: { tab: 'compare', item: 'diff' },
  drift: { tab: 'compare', item: 'drift' },
}

/** The tab an address names, the profile where it names none. */
export function tabPlace(tab: string | null, item: string | null): TabPlace {
  const known = DATASET_TABS.find((name) => name === tab)
  if (known !== undefined) return { tab: known, item }
  return REPORT_PLACES[tab ?? ''] ?? { tab: 'profile', item: null }
}
