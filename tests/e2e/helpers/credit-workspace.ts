import { GERMAN_CREDIT, startTestApp } from '../../helpers/test-app.ts'

export interface CreditWorkspace {
  readonly workspacePath: string
  /** Version of the shipped credit data, with its target. */
  readonly dataset: string
  remove(): Promise<void>
}

/** A workspace with the shipped German credit data. */
export async function createCreditWorkspace(): Promise<CreditWorkspace> {
  const test = startTestApp()
  await test.createWorkspace()
  const { id } = await test.run(() =>
    test.client.dataset.import({
      path: GERMAN_CREDIT,
      name: 'german-credit',
      target: { column: 'credit', eventValue: '2' },
    }),
  )
  await test.app.close()
  return { workspacePath: test.workspacePath, dataset: id, remove: () => test.dispose() }
}
