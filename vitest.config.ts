import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './tests/helpers/closing-line-reporter.ts'
import { INTEGRATION_TESTS } from './tests/helpers/integration-tests.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**', ...INTEGRATION_TESTS],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', new ClosingLineReporter('unit')],
  },
})
