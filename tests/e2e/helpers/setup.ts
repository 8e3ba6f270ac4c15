import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { PROJECT } from './project.ts'

/** Before the e2e run: a build that is not older than the source, and a browser, or a loud word about its absence. */
export function setup(): void {
  const script = `import { ensureBuild } from ${JSON.stringify(new URL('../../../scripts/ensure-build.mjs', import.meta.url).href)}
process.exit(ensureBuild(${JSON.stringify(join(PROJECT))}, process.execPath, console.log) ? 0 : 1)`
  const built = spawnSync(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'inherit' })
  if (built.status !== 0) throw new Error('The build failed; the e2e run needs it')
  if (findChromium() !== null) return
  const words =
    'NO CHROMIUM FOUND: every test in a browser is skipped. Install it (Debian: apt-get install chromium) or set ASSAY_CHROMIUM.'
  process.stderr.write(`\n${'!'.repeat(words.length)}\n${words}\n${'!'.repeat(words.length)}\n\n`)
  if (process.env.CI === 'true') throw new Error(words)
}
