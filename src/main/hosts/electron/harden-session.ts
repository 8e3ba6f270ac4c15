import { app, type Session, type WebContents } from 'electron'
import { isAppUrl } from './app-protocol.ts'

/** Chromium's own calls home, all off. */
const QUIET_SWITCHES = [
  'disable-background-networking',
  'disable-component-update',
  'disable-domain-reliability',
  'disable-sync',
  'no-pings',
] as const
const NO_DOWNLOAD_URL = 'app://assay/no-dictionaries/'

/** Settings of the process that must stand before Electron is ready. */
export function hardenProcess(): void {
  app.enableSandbox()
  for (const name of QUIET_SWITCHES) app.commandLine.appendSwitch(name)
}

/** Nothing leaves, nothing is asked for, nothing is granted but copying what the person copies. */
export function hardenSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, decide) => decide({ cancel: !isAllowedRequest(details.url) }))
  session.setPermissionRequestHandler((contents, permission, decide) =>
    decide(isAllowedPermission(permission, contents.getURL())),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) => isAllowedPermission(permission, origin))
  session.setDevicePermissionHandler(() => false)
  session.setSpellCheckerEnabled(false)
  session.setSpellCheckerDictionaryDownloadURL(NO_DOWNLOAD_URL)
  // Figures are saved from the page itself; anything else is no download of ours.
  session.on('will-download', (event, item) => {
    if (!isOwnBlob(item.getURL()) && !item.getURL().startsWith('data:')) event.preventDefault()
  })
}

/** No page goes anywhere, opens anything or embeds anything. */
export function hardenContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (event) => event.preventDefault())
  contents.on('will-redirect', (event) => event.preventDefault())
  contents.on('will-frame-navigate', (event) => event.preventDefault())
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
}

function isAllowedRequest(url: string): boolean {
  return isAppUrl(url) || isOwnBlob(url) || url.startsWith('data:')
}

function isOwnBlob(url: string): boolean {
  return url.startsWith('blob:') && isAppUrl(url.slice('blob:'.length))
}

function isAllowedPermission(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(url)
}
