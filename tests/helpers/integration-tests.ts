/**
 * Tests that touch files, processes, workspaces or other engines: thorough rather than quick. `npm run check` leaves them out,
 * `npm test` runs them.
 */
export const INTEGRATION_TESTS: readonly string[] = [
  'tests/journey/**/*.test.ts',
  'tests/main/hosts/**/*.test.ts',
  'tests/main/services/**/*.test.ts',
  'tests/main/jobs/**/*.test.ts',
  'tests/main/store/**/*.test.ts',
  'tests/main/io/**/*.test.ts',
  'tests/main/core/deploy/**/parity*.test.ts',
  'tests/main/core/deploy/sql/*.test.ts',
]
