import { describe, expect, it } from 'vitest'
import { procedureTable } from '../../../src/main/create-app.ts'
import { contract } from '../../../src/shared/contract/index.ts'

/** Who may call what, written down a second time on purpose: a change here is a decision, not a slip. */
const MATRIX: Record<string, string> = {
  'app.info': 'anyone',
  'app.browse': 'anyone',
  'workspace.status': 'anyone',
  'workspace.recent': 'anyone',
  'workspace.forget': 'anyone',
  'workspace.create': 'anyone',
  'workspace.open': 'anyone',
  'workspace.unlock': 'anyone',
  'workspace.lock': 'anyone',
  'workspace.close': 'anyone',
  'workspace.recover': 'anyone',
  'workspace.openSample': 'anyone',
  'workspace.changePassword': 'administrator, developer, validator, approver, analyst, auditor',
  'workspace.setIdleLock': 'administrator',
  'workspace.limits': 'signedIn',
  'workspace.setLimits': 'administrator',
  'job.list': 'signedIn',
  'job.get': 'signedIn',
  'job.cancel': 'signedIn',
  'job.watch': 'signedIn',
  'job.watchAll': 'signedIn',
  'dataset.preview': 'signedIn',
  'dataset.import': 'administrator, developer, analyst',
  'dataset.list': 'signedIn',
  'dataset.get': 'signedIn',
  'dataset.profile': 'signedIn',
  'dataset.view': 'signedIn',
  'dataset.rows': 'signedIn',
  'dataset.export': 'administrator, developer, analyst',
  'dataset.derive': 'administrator, developer, analyst',
  'template.list': 'signedIn',
  'template.save': 'administrator, developer, analyst',
  'template.remove': 'administrator, developer, analyst',
  'dictionary.get': 'signedIn',
  'dictionary.update': 'administrator, developer, validator, analyst',
  'dictionary.export': 'administrator, developer, validator, analyst',
  'expression.check': 'signedIn',
  'expression.reference': 'anyone',
  'quality.propose': 'signedIn',
  'quality.suite': 'signedIn',
  'quality.save': 'administrator, developer, validator, analyst',
  'quality.run': 'administrator, developer, validator, analyst',
  'leakage.run': 'administrator, developer, validator, analyst',
  'association.run': 'administrator, developer, validator, analyst',
  'drift.run': 'administrator, developer, validator, analyst',
  'diff.run': 'administrator, developer, validator, analyst',
  'dataEvidence.list': 'signedIn',
  'dataEvidence.get': 'signedIn',
  'privacy.scan': 'administrator, developer, validator, analyst',
  'privacy.classify': 'administrator, developer',
  'privacy.reveal': 'administrator, validator',
  'privacy.retention': 'signedIn',
  'privacy.setRetention': 'administrator',
  'privacy.findSubject': 'administrator',
  'privacy.erase': 'administrator',
  'privacy.dispose': 'administrator',
  'lineage.graph': 'signedIn',
  'lineage.export': 'administrator, developer, validator, approver, analyst, auditor',
  'binning.evaluate': 'administrator, developer, validator, analyst',
  'binning.candidates': 'administrator, developer, validator, analyst',
  'draft.get': 'signedIn',
  'draft.save': 'administrator, developer',
  'draft.remove': 'administrator, developer',
  'training.start': 'administrator, developer',
  'training.progress': 'signedIn',
  'training.stop': 'administrator, developer',
  'training.estimateMemory': 'signedIn',
  'training.suggestMonotone': 'administrator, developer, validator, analyst',
  'training.previewDependence': 'administrator, developer, validator, analyst',
  'experiment.list': 'signedIn',
  'experiment.get': 'signedIn',
  'experiment.crossValidate': 'administrator, developer',
  'experiment.learningCurve': 'administrator, developer',
  'experiment.search': 'administrator, developer',
  'model.list': 'signedIn',
  'model.get': 'signedIn',
  'model.export': 'developer, validator, approver, auditor',
  'model.import': 'administrator, developer',
  'model.dependence': 'signedIn',
  'model.calibrate': 'administrator, developer',
  'evidence.list': 'signedIn',
  'evidence.get': 'signedIn',
  'validation.run': 'developer, validator',
  'fairness.run': 'developer, validator',
  'explain.run': 'developer, validator',
  'explain.case': 'signedIn',
  'strategy.run': 'developer, validator, analyst',
  'comparison.run': 'administrator, developer, validator, analyst',
  'gate.policy': 'signedIn',
  'gate.evaluate': 'signedIn',
  'gate.decide': 'approver',
  'gate.decisions': 'signedIn',
  'scoring.run': 'analyst, developer',
  'scoring.one': 'signedIn',
  'pack.build': 'developer, validator, approver, auditor',
  'pack.verify': 'anyone',
  'pack.list': 'signedIn',
  'audit.list': 'signedIn',
  'audit.verify': 'signedIn',
}

describe('the access matrix', () => {
  const table = procedureTable()

  it('covers every procedure of the contract', () => {
    const paths = Object.entries(contract).flatMap(([area, verbs]) =>
      Object.keys(verbs).map((verb) => `${area}.${verb}`),
    )
    expect(table.map((row) => row.path)).toEqual(paths)
  })

  it('is as written', () => {
    expect(Object.fromEntries(table.map((row) => [row.path, row.roles]))).toEqual(MATRIX)
  })

  it('audits every procedure that only some roles may call, but for the looking at bins and previews after every edit', () => {
    const silent = table.filter((row) => row.roles !== 'anyone' && row.roles !== 'signedIn' && row.audited === null)
    expect(silent.map((row) => row.path)).toEqual([
      'binning.evaluate',
      'binning.candidates',
      'training.suggestMonotone',
      'training.previewDependence',
    ])
  })

  it('has a JSON schema for every input and output but those without one', () => {
    const withoutInput = table.filter((row) => row.inputSchema === null).map((row) => row.path)
    expect(withoutInput).toContain('app.info')
    expect(table.find((row) => row.path === 'dataset.import')?.inputSchema).toMatchObject({
      type: 'object',
      required: expect.arrayContaining(['path', 'name']),
    })
  })
})
