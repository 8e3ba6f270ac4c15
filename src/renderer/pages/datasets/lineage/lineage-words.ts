import type { LineageKind } from '../../../../shared/contract/index.ts'

interface KindWords {
  readonly word: string
  /** Strokes of the icon in a square of 16. */
  readonly icon: string
}

/** How each kind of object is called and drawn. */
export const KIND_WORDS: Readonly<Record<LineageKind, KindWords>> = {
  file: { word: 'File', icon: 'M4 1.5h5.5L13 5v9.5H4zM9 1.5V5.5H13' },
  dataset: {
    word: 'Dataset version',
    icon: 'M2.5 3.5c0-2.6 11-2.6 11 0s-11 2.6-11 0M2.5 3.5v9c0 2.6 11 2.6 11 0v-9M2.5 8c0 2.6 11 2.6 11 0',
  },
  dataEvidence: { word: 'Data report', icon: 'M2 2.5h12v11H2zM2 6h12M6.5 6v7.5M2 9.75h12' },
  model: { word: 'Model version', icon: 'M8 1.5l6 3.25v6.5L8 14.5l-6-3.25v-6.5zM2 4.75L8 8l6-3.25M8 8v6.5' },
  evidence: { word: 'Evidence', icon: 'M2 2v12h12M5 11V8M8.5 11V4.5M12 11V6.5' },
  decision: { word: 'Decision', icon: 'M3.5 2.5h9v12h-9zM6 1.5h4v2H6zM5.5 9l2 2 3.5-4' },
  pack: { word: 'Compliance pack', icon: 'M4 1.5h5.5L13 5v9.5H4zM6.5 8h4M6.5 10.5h4M6.5 5.5h1.5' },
}

/** Page on which an object is shown, as far as its kind alone tells. */
export function pageOf(kind: LineageKind, id: string): string | null {
  switch (kind) {
    case 'dataset':
      return `/datasets/${id}`
    case 'model':
      return `/models/${id}`
    case 'decision':
      return '/governance'
    case 'pack':
      return '/reports'
    case 'file':
    case 'evidence':
    case 'dataEvidence':
      return null
  }
}

/** Page of an evidence about a model, by the kind of its payload. */
export function evidencePage(kind: string, id: string, modelId: string): string {
  switch (kind) {
    case 'validationReport':
      return `/validation/${id}`
    case 'fairnessReport':
      return `/fairness/${id}`
    case 'explanationReport':
      return '/explainability'
    default:
      return `/models/${modelId}`
  }
}

/** Shortens a text to about so many pixels at 13 px, with an ellipsis. */
export function fitText(text: string, width: number): string {
  const widths = [...text].map((sign) =>
    /[iljft.,:;'| ()[\]!]/.test(sign) ? 3.6 : /[mwMW@%—]/.test(sign) ? 10.5 : 6.7,
  )
  let used = 0
  for (let at = 0; at < widths.length; at++) {
    used += widths[at]!
    if (used <= width) continue
    const signs = [...text]
    let kept = at
    while (kept > 0 && used > width - 9) used -= widths[kept--]!
    return `${signs.slice(0, Math.max(1, kept)).join('').trimEnd()}…`
  }
  return text
}
