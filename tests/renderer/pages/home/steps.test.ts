import { describe, expect, it } from 'vitest'
import { passwordProblem } from '../../../../src/renderer/pages/home/password-rules.ts'
import { type JobState, mainJobSteps } from '../../../../src/renderer/pages/home/steps.ts'
import type { DatasetSummary, EvidenceSummary, ModelVersion } from '../../../../src/shared/contract/index.ts'

const empty: JobState = { dataset: null, model: null, evidence: [], decisions: [], nPacks: 0, jobs: [] }
const dataset = { id: 'd', name: 'German Credit', version: 1 } as DatasetSummary
const model = { id: 'm', name: 'Card', version: 2, nCharacteristics: 12 } as ModelVersion
const validation = {
  kind: 'validationReport',
  modelVersionId: 'm',
  title: 'Validation',
  createdAt: '2026-01-15T09:00:00.000Z',
} as EvidenceSummary

describe('mainJobSteps', () => {
  it('opens only the import at first', () => {
    expect(
      mainJobSteps(empty)
        .filter((step) => step.isOpen)
        .map((step) => step.id),
    ).toEqual(['import'])
    expect(mainJobSteps(empty).every((step) => !step.isDone)).toBe(true)
  })

  it('opens the training with a dataset and the rest with a model', () => {
    expect(
      mainJobSteps({ ...empty, dataset })
        .filter((step) => step.isOpen)
        .map((step) => step.id),
    ).toEqual(['import', 'train'])
    expect(mainJobSteps({ ...empty, dataset, model }).every((step) => step.isOpen)).toBe(true)
  })

  it('counts evidence of this model only', () => {
    const of = (id: string) =>
      mainJobSteps({ ...empty, dataset, model, evidence: [{ ...validation, modelVersionId: id }] }).find(
        (step) => step.id === 'validate',
      )
    expect(of('m')).toMatchObject({ isDone: true, detail: 'Validation, 2026-01-15' })
    expect(of('other')).toMatchObject({ isDone: false })
  })
})

describe('passwordProblem', () => {
  it('asks for 15 characters and the same entry twice, nothing else', () => {
    expect(passwordProblem('short', 'short')).toBe('10 more characters needed')
    expect(passwordProblem('fourteen chars', 'fourteen chars')).toBe('1 more character needed')
    expect(passwordProblem('a long enough one', 'a long enough on')).toBe('The two entries differ')
    expect(passwordProblem('aaaaaaaaaaaaaaa', 'aaaaaaaaaaaaaaa')).toBeNull()
    expect(passwordProblem('🔑'.repeat(15), '🔑'.repeat(15))).toBeNull()
  })
})
