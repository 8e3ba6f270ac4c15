import type { CreditModel } from '../../model/credit-model.ts'
import { modelInputs } from '../../scorecard/model-inputs.ts'
import { type XmlElement, xmlElement } from './xml-element.ts'

/** What the header of the file says of the model. */
export interface PmmlHeader {
  readonly name: string
  readonly version: number
  /** SHA-256 of the canonical JSON of the model, in hex. */
  readonly contentHash: string
  /** Version of Assay that writes the file. */
  readonly codeVersion: string
}

/** A model as PMML, and what the reader of the file must know. */
export interface PmmlText {
  readonly text: string
  readonly notes: string[]
}

/** The header of the file. @param kind - what the model is, in words */
export function pmmlHeader(kind: string, { name, version, contentHash, codeVersion }: PmmlHeader): XmlElement {
  return xmlElement('Header', { description: `${kind} ${name}, version ${version}`, modelVersion: version }, [
    xmlElement('Application', { name: 'Assay', version: codeVersion }),
    xmlElement('Annotation', {}, [`SHA-256 of the canonical JSON of the model: ${contentHash}`]),
  ])
}

/** The inputs of the model and the field it predicts. @param target - name of that field */
export function pmmlDataDictionary(model: CreditModel, target: string): XmlElement {
  const inputs = modelInputs(model).map(({ name, type }) =>
    type === 'numeric'
      ? xmlElement('DataField', { name, optype: 'continuous', dataType: 'double' })
      : xmlElement('DataField', { name, optype: 'categorical', dataType: 'string' }),
  )
  const score = xmlElement('DataField', { name: target, optype: 'continuous', dataType: 'double' })
  return xmlElement('DataDictionary', { numberOfFields: inputs.length + 1 }, [...inputs, score])
}

/** Fields as they are used, values taken as they come. @param target - name of the field predicted; null: not named */
export function pmmlMiningSchema(names: readonly string[], target: string | null): XmlElement {
  const inputs = names.map((name) =>
    xmlElement('MiningField', {
      name,
      usageType: 'active',
      missingValueTreatment: 'asIs',
      invalidValueTreatment: 'asIs',
    }),
  )
  const predicted = target === null ? [] : [xmlElement('MiningField', { name: target, usageType: 'target' })]
  return xmlElement('MiningSchema', {}, [...inputs, ...predicted])
}

/** Names of the fields that derivations make. @param derivations - an element with them; null: none */
export function derivedFieldNames(derivations: XmlElement | null): string[] {
  return (derivations?.children ?? []).flatMap((child) =>
    typeof child === 'string' ? [] : child.attributes.filter(([key]) => key === 'name').map(([, value]) => value),
  )
}

/** Gives names that no field has yet, with a number behind them where need be. @param taken - names that there are */
export function freeNames(taken: readonly string[]): (wanted: string) => string {
  const all = new Set(taken)
  return (wanted) => {
    let name = wanted
    for (let i = 2; all.has(name); i++) name = `${wanted}_${i}`
    all.add(name)
    return name
  }
}
