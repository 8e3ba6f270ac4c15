/** What lineage needs to know of a data set version. */
export interface LineageDataset {
  readonly id: string
  readonly name: string
  readonly version: number
  readonly contentHash: string
  readonly nRows: number
  readonly nColumns: number
  readonly source: { readonly fileName: string; readonly sha256: string }
  readonly parent: { readonly id: string; readonly kind: string } | null
  readonly createdAt: string
  readonly createdBy: string
}

/** Something made from one or two versions: a model, or evidence. */
export interface LineageProduct {
  readonly id: string
  readonly kind: 'model' | 'evidence' | 'dataEvidence' | 'decision' | 'pack'
  readonly label: string
  readonly detail: string
  readonly hash: string | null
  /** Ids of what it was made from, with the word for the edge. */
  readonly from: readonly { readonly id: string; readonly label: string }[]
  readonly createdAt: string | null
  readonly createdBy: string | null
}

export type LineageNodeKind = 'file' | 'dataset' | LineageProduct['kind']

export interface LineageNode {
  readonly id: string
  readonly kind: LineageNodeKind
  readonly label: string
  readonly detail: string
  readonly hash: string | null
  readonly createdAt: string | null
  readonly createdBy: string | null
}

export interface LineageEdge {
  readonly from: string
  readonly to: string
  readonly label: string
}

/** What came from what: edges point from the source to what was made of it. */
export interface LineageGraph {
  readonly nodes: readonly LineageNode[]
  readonly edges: readonly LineageEdge[]
}
