import type { BinnedVariable } from '../binning/binned-variable.ts'
import type { BoostingIteration, BoostingReport, TreeImportance } from '../gbdt/gbdt-report.ts'
import type {
  CaseExplanation,
  ExplanationReport,
  FairnessReport,
  SampleReport,
  StabilityReport,
} from './pack-evidence.ts'
import type { Verdict } from './pack-governance.ts'

/** How a number is printed; the names of the formatting module. */
export type PackNumberFormat =
  | 'integer'
  | 'auc'
  | 'percent1'
  | 'percent2'
  | 'pp1'
  | 'pp2'
  | 'index3'
  | 'pValue'
  | 'woe'
  | 'coefficient'
  | 'points'
  | 'ratio3'
  | 'odds'
  | 'number'
  | 'text'

/** A number with its source; the source's mark is printed beside it. */
export interface NumberInline {
  readonly kind: 'number'
  readonly value: number | null
  readonly format: PackNumberFormat
  /** Id of the evidence, data set, model, policy or decision it was read from. */
  readonly evidenceId: string
  readonly interval: { readonly lower: number; readonly upper: number } | null
  /** A limit the printed value must not be rounded across. */
  readonly limit: number | null
}

/** "n / N". */
export interface FractionInline {
  readonly kind: 'fraction'
  readonly part: number
  readonly whole: number
  readonly evidenceId: string
}

export type Inline =
  | string
  | NumberInline
  | FractionInline
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'muted'; readonly text: string }
  /** A hash, an id or a command: may break anywhere. */
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'reference'; readonly evidenceId: string }

export type RichText = readonly Inline[]

export interface TableColumn {
  readonly label: string
  readonly align: 'left' | 'right'
  /** Relative weight when the table is too wide and texts must wrap; 0 never wraps. */
  readonly flex: number
}

export interface TableRow {
  readonly role: 'body' | 'total' | 'group'
  /** One per column; a group row has one cell that spans them all. */
  readonly cells: readonly RichText[]
}

export interface TableBlock {
  readonly kind: 'table'
  readonly caption: string
  /** The one source of every number in the table, printed in the caption; null: each cell prints its own mark. */
  readonly evidenceId: string | null
  readonly columns: readonly TableColumn[]
  readonly rows: readonly TableRow[]
  readonly footer: readonly RichText[]
}

/** A chart by name with its data; title, note, alternative text and drawing come from the charts. */
export type PackChart =
  | { readonly name: 'rocCurve'; readonly samples: readonly SampleReport[] }
  | { readonly name: 'ksCurve'; readonly sample: SampleReport }
  | { readonly name: 'scoreDistribution'; readonly sample: SampleReport; readonly cutOff: number | null }
  | { readonly name: 'calibrationCurve'; readonly samples: readonly SampleReport[] }
  | { readonly name: 'gainsCurve'; readonly samples: readonly SampleReport[] }
  | { readonly name: 'woeBins'; readonly variable: BinnedVariable }
  | { readonly name: 'stabilityBands'; readonly report: StabilityReport }
  | { readonly name: 'impactRatio'; readonly report: FairnessReport; readonly basis: 'decision' | 'outcome' }
  | { readonly name: 'caseWaterfall'; readonly explanation: CaseExplanation }
  | { readonly name: 'importanceBars'; readonly report: ExplanationReport }
  | {
      readonly name: 'informationValueBars'
      readonly variables: readonly BinnedVariable[]
      readonly kept: readonly string[]
    }
  | {
      readonly name: 'boostingCurve'
      readonly curve: {
        readonly history: readonly BoostingIteration[]
        readonly watched: string | null
        readonly metric: BoostingReport['metric']
        /** Trees kept. */
        readonly best: number | null
        readonly isRunning: boolean
      }
      readonly view: 'logLoss' | 'rocAuc'
    }
  | {
      readonly name: 'treeImportance'
      readonly importance: readonly TreeImportance[]
      readonly measure: 'gain' | 'splits'
      /** Where columns were shuffled. */
      readonly sample: string | null
    }

export interface ChartsBlock {
  readonly kind: 'charts'
  /** One chart over the full width, or two side by side. */
  readonly charts: readonly { readonly chart: PackChart; readonly evidenceId: string }[]
}

export interface KeyValueRow {
  readonly label: string
  readonly value: RichText
}

export type PackBlock =
  | {
      readonly kind: 'heading'
      readonly level: 1 | 2 | 3
      readonly number: string
      readonly text: string
      readonly isOnNewPage: boolean
    }
  | { readonly kind: 'paragraph'; readonly text: RichText; readonly style: 'body' | 'lead' | 'small' }
  | { readonly kind: 'bullets'; readonly items: readonly RichText[] }
  | { readonly kind: 'keyValues'; readonly rows: readonly KeyValueRow[] }
  | { readonly kind: 'note'; readonly tone: 'neutral' | 'attention'; readonly title: string; readonly text: RichText }
  | {
      readonly kind: 'opinion'
      readonly tone: 'approved' | 'conditional' | 'refused' | 'open'
      readonly word: string
      readonly lines: readonly RichText[]
    }
  | {
      readonly kind: 'signatures'
      readonly rows: readonly {
        readonly person: string
        readonly role: string
        readonly meaning: string
        readonly at: string
        readonly hash: string
      }[]
    }
  | { readonly kind: 'contents' }
  | { readonly kind: 'pageBreak' }
  | TableBlock
  | ChartsBlock

/** One source of numbers: what a mark such as [E2] stands for. */
export interface RegisterEntry {
  readonly mark: string
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly contentHash: string
  /** Whether the hash was worked out again from the value in the pack's source, and agreed. */
  readonly hashCheck: 'agrees' | 'differs' | 'notRecomputed'
  readonly datasetVersionId: string | null
  readonly parameters: string | null
  readonly codeVersion: string | null
  readonly createdAt: string | null
  readonly createdBy: string | null
}

/** A pack as plain blocks: what is printed, in order, without a word on how it looks. */
export interface PackDocument {
  readonly kind: 'packDocument'
  readonly formatVersion: 1
  readonly language: 'en'
  readonly title: string
  readonly subject: string
  readonly author: string
  /** Newest instant among model, data, evidence and decisions: the pack itself has no clock. */
  readonly date: string
  readonly runningHead: { readonly left: string; readonly right: string }
  readonly cover: {
    readonly eyebrow: string
    readonly title: string
    readonly subtitle: string
    readonly facts: readonly KeyValueRow[]
    readonly notice: string | null
    readonly disclaimer: string
  }
  readonly blocks: readonly PackBlock[]
  readonly register: readonly RegisterEntry[]
}
