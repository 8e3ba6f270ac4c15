import { defineConfig } from 'vitest/config'
import { ClosingLineReporter } from './tests/helpers/closing-line-reporter.ts'

export default defineConfig({
  test: {
    include: ['tests/e2e/**/*.test.ts'],
    globalSetup: ['tests/e2e/helpers/setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Each file drives a browser and an app of its own; two at once would measure each other.
    fileParallelism: false,
    reporters: ['default', new ClosingLineReporter('e2e')],
  },
})
