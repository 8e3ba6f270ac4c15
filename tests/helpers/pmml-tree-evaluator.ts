import type { PmmlNode } from '../../src/main/io/pmml/parse-pmml-xml.ts'
import { all, attr, only, PREDICATES, predicateOf } from './pmml-nodes.ts'

/** Whether a predicate holds; null is UNKNOWN. */
type Holds<Fields> = (predicate: PmmlNode, fields: Fields) => boolean | null

/**
 * A `MiningModel` that sums up trees, as a function of the fields: each segment whose predicate is true adds the score of its tree. Written
 * from the specification (PMML 4.4, MiningModel: multipleModelMethod; TreeModel: missingValueStrategy, noTrueChildStrategy).
 */
export function treeSum<Fields>(mining: PmmlNode, holds: Holds<Fields>): (fields: Fields) => number {
  const segmentation = only(mining, 'Segmentation')
  if (attr(segmentation, 'multipleModelMethod') !== 'sum') throw new Error('segmentation is not known')
  const trees = all(segmentation, 'Segment').map((segment) => {
    if (predicateOf(segment).name !== 'True') throw new Error('segments need the predicate True')
    const tree = only(segment, 'TreeModel')
    if (attr(tree, 'functionName') !== 'regression' || attr(tree, 'missingValueStrategy') !== 'defaultChild')
      throw new Error('tree model is not known')
    return scoreOf(only(tree, 'Node'), tree, holds)
  })
  return (fields) => {
    let sum = 0
    for (const score of trees) sum += score(fields)
    return sum
  }
}

function scoreOf<Fields>(root: PmmlNode, tree: PmmlNode, holds: Holds<Fields>): (fields: Fields) => number {
  if (predicateOf(root).name !== 'True') throw new Error('the first node needs the predicate True')
  const isBinary = tree.attributes.get('splitCharacteristic') === 'binarySplit'
  return (fields) => {
    let at = root
    for (;;) {
      const children = all(at, 'Node')
      if (at.children.filter(({ name }) => PREDICATES.has(name)).length !== 1) throw new Error('node needs a predicate')
      if (children.length === 0) return Number(attr(at, 'score'))
      if (isBinary && children.length !== 2) throw new Error('a binary split has two children')
      at = chosen(at, children, fields, holds)
    }
  }
}

/** The first child whose predicate is true; the default child as soon as one is unknown. */
function chosen<Fields>(node: PmmlNode, children: readonly PmmlNode[], fields: Fields, holds: Holds<Fields>): PmmlNode {
  for (const child of children) {
    const truth = holds(predicateOf(child), fields)
    if (truth === true) return child
    if (truth !== null) continue
    const wanted = attr(node, 'defaultChild')
    const found = children.find((one) => attr(one, 'id') === wanted)
    if (found === undefined) throw new Error(`default child ${wanted} is not there`)
    return found
  }
  throw new Error('no child is true')
}
