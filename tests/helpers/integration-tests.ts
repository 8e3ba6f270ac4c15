/** Tests that take their time: through the door with a real store, by process, or against other engines. `npm run check` leaves them out. */
export const INTEGRATION_TESTS: readonly string[] = [
  'tests/journey/**/*.test.ts',
  'tests/main/hosts/**/*.test.ts',
  'tests/main/services/**/*.test.ts',
  'tests/main/jobs/**/*.test.ts',
  'tests/main/core/deploy/**/parity*.test.ts',
]
