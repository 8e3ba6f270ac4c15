import { join } from 'node:path'
import { app, type BrowserWindow, dialog, ipcMain, powerMonitor, session as sessions } from 'electron'
import { toAppError } from '../../../shared/client-error.ts'
import type { DesktopReply } from '../../../shared/desktop.ts'
import { DESKTOP_CHANNEL } from '../../../shared/desktop-channel.ts'
import type { App, AppConfig } from '../../create-app.ts'
import { createApp } from '../../create-app.ts'
import { localClient } from '../local-client.ts'
import { loadRendererFiles } from '../renderer-files.ts'
import { setAppMenu } from './app-menu.ts'
import { declareAppScheme, serveAppScheme } from './app-protocol.ts'
import { answerDesktopRequest } from './desktop-service.ts'
import { FORBIDDEN_SWITCHES, forbiddenSwitch } from './forbidden-switches.ts'
import { hardenContents, hardenProcess, hardenSession } from './harden-session.ts'
import { launchReaderAsUtility } from './launch-reader-as-utility.ts'
import { openMainWindow } from './main-window.ts'
import { createRpcHandler, serveRpcPort } from './rpc-port.ts'
import { isTrustedSender } from './trusted-sender.ts'

export interface ElectronHostOptions {
  readonly workerEntry: URL
  readonly readerEntry: URL
  readonly preloadPath: string
  readonly rendererDirectory: string
  readonly resourcesDirectory: string
}

/** In memory: nothing of a session is ever written to disk. */
const PARTITION = 'assay'
const FAILED = 1
const USAGE = 2

/**
 * The desktop app: one process, one window, one workspace. Returns at once: Electron becomes ready only after the entry
 * has been loaded, so waiting for it here would wait forever.
 */
export function startElectronHost(options: ElectronHostOptions): void {
  const refused =
    forbiddenSwitch(process.argv.slice(1)) ?? FORBIDDEN_SWITCHES.find((name) => app.commandLine.hasSwitch(name)) ?? null
  if (refused !== null) {
    process.stderr.write(`error: Assay does not start with ${refused}; hint: leave it out\n`)
    app.exit(USAGE)
    return
  }
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  declareAppScheme()
  hardenProcess()
  app.on('web-contents-created', (_event, contents) => hardenContents(contents))
  app
    .whenReady()
    .then(() => run(options))
    .catch((error: unknown) => {
      const { message, hint } = toAppError(error)
      dialog.showErrorBox('Assay cannot start', hint === null ? message : `${message}\n\n${hint}`)
      app.exit(FAILED)
    })
}

function run(options: ElectronHostOptions): void {
  const isDeveloper = !app.isPackaged
  const dataDirectory = app.getPath('userData')
  const hosted = createApp(appConfig(options, dataDirectory))
  const session = sessions.fromPartition(PARTITION)
  hardenSession(session)
  serveAppScheme(session, loadRendererFiles(options.rendererDirectory))
  setAppMenu(isDeveloper)
  const window = openMainWindow({
    session,
    preloadPath: options.preloadPath,
    stateFile: join(dataDirectory, 'window.json'),
    isDeveloper,
  })
  listenToPage(window, hosted)
  lockOnSuspend(hosted)
  endWithWindow(window, hosted)
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}

function appConfig(options: ElectronHostOptions, dataDirectory: string): AppConfig {
  const { workerEntry, readerEntry, resourcesDirectory } = options
  return {
    host: 'electron',
    dataDirectory,
    resourcesDirectory,
    workerEntry,
    readerEntry,
    launchReader: launchReaderAsUtility,
  }
}

/** One channel: a posted port carries the door, an invocation is a desktop request. Both only from our own top frame. */
function listenToPage(window: BrowserWindow, hosted: App): void {
  const handler = createRpcHandler(hosted)
  ipcMain.on(DESKTOP_CHANNEL, (event) => {
    const [port] = event.ports
    if (port === undefined) return
    if (isTrustedSender(event, window.webContents)) serveRpcPort(port, handler, hosted)
    else port.close()
  })
  ipcMain.handle(DESKTOP_CHANNEL, async (event, request: unknown): Promise<DesktopReply> => {
    if (isTrustedSender(event, window.webContents)) return answerDesktopRequest(window, request)
    return {
      ok: false,
      error: { code: 'forbidden', message: 'Only the screen of Assay may ask this', hint: null, place: null },
    }
  })
}

/** A sleeping computer can be carried away: the key leaves the memory first, and running jobs are cancelled for it. */
function lockOnSuspend(hosted: App): void {
  powerMonitor.on('suspend', () => {
    localClient(hosted, 'electron')
      .workspace.lock({ force: true })
      .catch(() => undefined)
  })
}

/** Closing the window ends the app; running jobs are named first, since they end with it. */
function endWithWindow(window: BrowserWindow, hosted: App): void {
  let isClosing = false
  window.on('close', (event) => {
    if (isClosing) return
    event.preventDefault()
    void confirmEnd(window, hosted).then(async (isConfirmed) => {
      if (!isConfirmed) return
      isClosing = true
      await hosted.close()
      window.close()
    })
  })
  app.on('window-all-closed', () => app.quit())
}

async function confirmEnd(window: BrowserWindow, hosted: App): Promise<boolean> {
  const nRunning = await runningJobs(hosted)
  if (nRunning === 0) return true
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: nRunning === 1 ? 'One job is still running.' : `${nRunning} jobs are still running.`,
    detail: 'Closing Assay cancels them; nothing half-written is kept.',
    buttons: ['Keep Assay open', 'Cancel the jobs and close'],
    defaultId: 0,
    cancelId: 0,
  })
  return response === 1
}

async function runningJobs(hosted: App): Promise<number> {
  try {
    const jobs = await localClient(hosted, 'electron').job.list({ limit: 100 })
    return jobs.filter((job) => job.state === 'queued' || job.state === 'running').length
  } catch {
    // Locked or closed: nothing runs.
    return 0
  }
}
