import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectAccessible } from './helpers/axe.ts'
import { type RunningHost, startBrowserHost } from './helpers/browser-host.ts'
import { findChromium, launchChromium } from './helpers/chromium.ts'
import { temporaryFolder } from './helpers/project.ts'

describe.skipIf(findChromium() === null).each(['source', 'build'] as const)('browser host from the %s', (from) => {
  const folder = temporaryFolder()
  let browser: Browser
  let host: RunningHost
  let page: Page
  const problems: string[] = []
  const requested = new Set<string>()

  beforeAll(async () => {
    host = await startBrowserHost(from, folder.path)
    browser = await launchChromium()
    page = await (await browser.newContext()).newPage()
    page.on('console', (message) => void (message.type() === 'error' && problems.push(message.text())))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('request', (request) => requested.add(new URL(request.url()).origin))
  })
  afterAll(async () => {
    await browser?.close()
    await host?.stop()
    folder.remove()
  })

  it('opens by its link, takes the token out of the address, and shows the screen', async () => {
    const socket = page.waitForEvent('websocket')
    await page.goto(host.link)
    expect((await socket).url()).toBe(`${host.origin.replace('http', 'ws')}/rpc`)
    await page.getByRole('heading').first().waitFor()
    expect(page.url()).toBe(`${host.origin}/`)
    const [cookie] = await page.context().cookies()
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
    expect(await page.evaluate(() => document.cookie)).toBe('')
  })

  it('keeps working after a reload, by its cookie', async () => {
    const socket = page.waitForEvent('websocket')
    await page.reload()
    await socket
    await page.getByRole('heading').first().waitFor()
  })

  it('refuses the link a second time in another browser', async () => {
    const stranger = await (await browser.newContext()).newPage()
    let isSocketOpened = false
    stranger.on('websocket', () => {
      isSocketOpened = true
    })
    await stranger.goto(host.link)
    await stranger
      .getByText(/link has been used/i)
      .first()
      .waitFor()
    expect(isSocketOpened).toBe(false)
    await stranger.close()
  })

  it('lets no page of another origin in', async () => {
    const stranger = await page.context().newPage()
    await stranger.route('http://evil.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>evil</title>' }),
    )
    await stranger.goto('http://evil.example/')
    const outcome = await stranger.evaluate(
      (url) =>
        new Promise<string>((resolve) => {
          const socket = new WebSocket(url)
          socket.onopen = () => resolve('open')
          socket.onerror = () => resolve('refused')
        }),
      `${host.origin.replace('http', 'ws')}/rpc`,
    )
    expect(outcome).toBe('refused')
    await stranger.close()
  })

  it('asks nobody else for anything and breaks no rule of its own policy', async () => {
    expect([...requested].filter((origin) => origin !== host.origin && origin !== 'null')).toEqual([])
    expect(problems).toEqual([])
  })

  it('is accessible on its first page', async () => {
    await expectAccessible(page, 'first page')
  })

  it('ends cleanly and silently on Ctrl-C', async () => {
    expect(await host.stop()).toBe(0)
    expect(host.output()).not.toMatch(/error|warning|at file:/i)
  })
})
