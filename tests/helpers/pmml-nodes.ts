import type { PmmlNode } from '../../src/main/io/pmml/parse-pmml-xml.ts'

/** Elements that are true, false or unknown. */
export const PREDICATES = new Set(['SimplePredicate', 'SimpleSetPredicate', 'CompoundPredicate', 'True', 'False'])

/** The one predicate of an element. */
export function predicateOf(parent: PmmlNode): PmmlNode {
  const found = parent.children.filter(({ name }) => PREDICATES.has(name))
  if (found.length !== 1) throw new Error(`${parent.name} needs one predicate, got ${found.length}`)
  return found[0]!
}

/** An attribute that has to be there. */
export function attr(node: PmmlNode, name: string): string {
  const value = node.attributes.get(name)
  if (value === undefined) throw new Error(`${node.name} needs attribute ${name}`)
  return value
}

/** Children of a name. */
export function all(node: PmmlNode, name: string): PmmlNode[] {
  return node.children.filter((child) => child.name === name)
}

/** The first child of a name; null without one. */
export function find(node: PmmlNode, name: string): PmmlNode | null {
  return all(node, name)[0] ?? null
}

/** The only child of a name. */
export function only(node: PmmlNode, name: string): PmmlNode {
  const found = all(node, name)
  if (found.length !== 1) throw new Error(`${node.name} needs one ${name}, got ${found.length}`)
  return found[0]!
}
