import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

const THEMES = ['light', 'dark'] as const
const REFUSED = new Set(['serious', 'critical'])
/** Colours may fade from one theme to the other; half a fade is neither. */
const FADE_MS = 150
/** A slow machine may still be painting the other theme: a finding counts if it is there when the page has settled. */
const SETTLE_MS = 1500

/**
 * Asserts that axe has no serious or critical finding on the page as it stands, in light and in dark.
 *
 * @param place - named in the failure
 */
export async function expectAccessible(page: Page, place: string): Promise<void> {
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.locator(`html[data-mantine-color-scheme="${theme}"]`).waitFor({ state: 'attached' })
    await page.waitForTimeout(FADE_MS)
    let found = await findings(page)
    if (found.length > 0) {
      await page.waitForTimeout(SETTLE_MS)
      found = await findings(page)
    }
    expect(found, `${place}, ${theme}`).toEqual([])
  }
}

async function findings(page: Page): Promise<string[]> {
  // Frames of their own would need a page that axe opens itself, which an app window does not allow.
  const { violations } = await new AxeBuilder({ page: page as never }).setLegacyMode(true).analyze()
  return violations
    .filter((violation) => REFUSED.has(violation.impact ?? ''))
    .map(
      (violation) =>
        `${violation.id} (${violation.impact}): ${violation.nodes.map((node) => node.target.join(' ')).join('; ')}`,
    )
}
