import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const THEMES = ['light', 'dark'] as const
const REFUSED = new Set(['serious', 'critical'])

/**
 * Asserts that axe has no serious or critical finding on the page as it stands, in light and in dark.
 *
 * @param place - named in the failure
 */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    // Colours may fade from one theme to the other; half a fade is neither.
    await page.waitForTimeout(150)
    // Frames of their own would need a page that axe opens itself, which an app window does not allow.
    const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
    const found = violations
      .filter((violation) => REFUSED.has(violation.impact ?? ''))
      .map(
        (violation) =>
          `${violation.id} (${violation.impact}): ${violation.nodes.map((node) => node.target.join(' ')).join('; ')}`,
      )
    expect(found, `${place}, ${theme}`).toEqual([])
  }
}
