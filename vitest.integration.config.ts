import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './tests/helpers/closing-line-reporter.ts'
import { INTEGRATION_TESTS } from './tests/helpers/integration-tests.ts'

/** Tests that start processes, unlock workspaces or run other engines: thorough rather than quick. */
export default defineConfig({
  test: {
    include: [...INTEGRATION_TESTS],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', new ClosingLineReporter('integration')],
  },
})
