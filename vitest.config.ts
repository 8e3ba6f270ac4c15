import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './tests/helpers/closing-line-reporter.ts'

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    maxWorkers: 2,
    reporters: ['default', new ClosingLineReporter('unit')],
  },
})
