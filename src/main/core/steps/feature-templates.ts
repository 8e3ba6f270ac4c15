import type { ExpressionType } from '../expression/expression.ts'
import { printColumnName } from '../expression/print-expression.ts'
import { StatisticError } from '../statistic-error.ts'

/** A column a template needs, by the name of its slot. */
export interface TemplateSlot {
  readonly slot: string
  readonly label: string
  readonly type: ExpressionType
}

/** A usual feature of credit risk: an expression with slots `{slot}` to be filled with columns. */
export interface FeatureTemplate {
  readonly name: string
  readonly label: string
  readonly expression: string
  readonly needs: readonly TemplateSlot[]
  readonly description: string
  readonly unit: string
}

/** The usual features, in the order they are offered. Every division by zero gives missing. */
export const featureTemplates: readonly FeatureTemplate[] = [
  template(
    'debtToIncome',
    'Debt to income',
    '{debt} / {income}',
    'ratio',
    'Debt per unit of income, both over the same period.',
  ),
  template(
    'employmentYears',
    'Employment years',
    'yearsBetween({employedSince: date}, {asOf: date})',
    'years',
    'Completed years in the present employment at the reference date.',
  ),
  template(
    'incomePerPerson',
    'Income per person',
    '{income} / {householdSize}',
    'currency',
    'Income divided by the number of persons who live on it.',
  ),
  template(
    'ageAtApplication',
    'Age at application',
    'yearsBetween({dateOfBirth: date}, {applicationDate: date})',
    'years',
    'Completed years of age on the day of the application.',
  ),
  template(
    'creditUtilisation',
    'Credit utilisation',
    '{balance} / {creditLimit}',
    'ratio',
    'Balance drawn as a share of the credit limit.',
  ),
  template(
    'loanToValue',
    'Loan to value',
    '{loanAmount} / {propertyValue}',
    'ratio',
    'Loan amount as a share of the value of the property.',
  ),
  template(
    'instalmentToIncome',
    'Instalment to income',
    '{instalment} / {income}',
    'ratio',
    'Instalment as a share of income, both over the same period.',
  ),
  template(
    'logIncome',
    'Logarithm of income',
    'log({income})',
    'log currency',
    'Natural logarithm of income; missing where income is not positive.',
  ),
  template(
    'monthsSince',
    'Months since an event',
    'monthsBetween({eventDate: date}, {asOf: date})',
    'months',
    'Completed months from the event to the reference date.',
  ),
]

/**
 * The expression of a template with columns in its slots.
 *
 * @param columns - name of a column per slot
 * @throws StatisticError `invalidInput` if a slot has no column
 */
export function fillTemplate({ name, expression }: FeatureTemplate, columns: ReadonlyMap<string, string>): string {
  return expression.replace(/\{(\w+)\}/g, (_, slot: string) => {
    const column = columns.get(slot)
    if (column !== undefined) return printColumnName(column)
    throw new StatisticError('invalidInput', `template ${name} needs a column for "${slot}", got none`)
  })
}

/** Slots are written `{slot}` for numbers and `{slot: type}` for others. */
function template(name: string, label: string, text: string, unit: string, description: string): FeatureTemplate {
  const needs = [...text.matchAll(/\{(\w+)(?:: (\w+))?\}/g)].map(([, slot, type]) => ({
    slot: slot!,
    label: slot!.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
    type: (type ?? 'number') as ExpressionType,
  }))
  return { name, label, expression: text.replace(/: \w+\}/g, '}'), needs, description, unit }
}
