const FORBIDDEN = [
  'inspect',
  'inspect-brk',
  'inspect-brk-node',
  'inspect-port',
  'inspect-publish-uid',
  'inspect-wait',
] as const
const FORBIDDEN_EXACT = [
  'no-sandbox',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-file-access-from-files',
  'load-extension',
  'js-flags',
]
const FORBIDDEN_PREFIXES = ['inspect', 'remote-debugging', 'remote-allow-origins']

/** Switches looked up in Electron's own parse of the command line, which forgives spellings that a text match misses. */
export const FORBIDDEN_SWITCHES: readonly string[] = [
  ...FORBIDDEN,
  ...FORBIDDEN_EXACT,
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-allow-origins',
]

/**
 * The first switch on the command line that would open the app to a debugger or take a wall down; null when there is none.
 *
 * @param argv - arguments after the program's name
 */
export function forbiddenSwitch(argv: readonly string[]): string | null {
  for (const argument of argv) {
    const name = /^--?([A-Za-z-]+)/.exec(argument)?.[1]?.toLowerCase()
    if (name === undefined) continue
    if (FORBIDDEN_EXACT.includes(name) || FORBIDDEN_PREFIXES.some((prefix) => name.startsWith(prefix)))
      return `--${name}`
  }
  return null
}
