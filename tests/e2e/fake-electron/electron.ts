import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { ipcMain } from './fake-ipc.ts'
import { sessionOf } from './fake-session.ts'
import { BrowserWindow } from './fake-window.ts'
import { listenToTest } from './test-control.ts'

/**
 * A stand-in for the `electron` module that runs the built main bundle under plain Node, with pages of a real Chromium as
 * windows. It does what the app relies on and records what the app sets; nothing of the app is changed for it.
 */

const switches = new Set<string>()
export const record: Record<string, unknown> = { schemes: [], isSandboxEnabled: false, menus: [], shownInFolder: [] }

class FakeApp extends EventEmitter {
  readonly isPackaged = process.env.FAKE_ELECTRON_PACKAGED === '1'
  readonly commandLine = {
    appendSwitch: (name: string) => void switches.add(name),
    hasSwitch: (name: string) => process.argv.includes(`--${name}`) || switches.has(name),
  }

  /** Ready comes after the entry has been loaded, never before. */
  whenReady(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 50))
  }

  enableSandbox(): void {
    record.isSandboxEnabled = true
  }

  requestSingleInstanceLock(): boolean {
    return process.env.FAKE_ELECTRON_SECOND !== '1'
  }

  getPath(): string {
    return process.env.FAKE_ELECTRON_USER_DATA ?? ''
  }

  quit(): void {
    this.emit('will-quit')
    process.exit(0)
  }

  exit(code = 0): void {
    process.exit(code)
  }
}

export const app = new FakeApp()

BrowserWindow.onCreated = (contents) => void app.emit('web-contents-created', {}, contents)
BrowserWindow.onAllClosed = () => {
  if (app.listenerCount('window-all-closed') === 0) app.quit()
  app.emit('window-all-closed')
}

export { BrowserWindow, ipcMain }

export const session = { fromPartition: sessionOf, defaultSession: sessionOf('') }

export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => {
    record.schemes = schemes
  },
}

/** What the person will answer; tests set it before they click. */
export const dialogAnswers = { openPath: null as string | null, savePath: null as string | null, button: 1, nAsked: 0 }

export const dialog = {
  showOpenDialog: async () => ({
    canceled: dialogAnswers.openPath === null,
    filePaths: dialogAnswers.openPath === null ? [] : [dialogAnswers.openPath],
  }),
  showSaveDialog: async () => ({ canceled: dialogAnswers.savePath === null, filePath: dialogAnswers.savePath ?? '' }),
  showMessageBox: async () => {
    dialogAnswers.nAsked++
    return { response: dialogAnswers.button }
  },
  showErrorBox: (title: string, text: string) => process.stderr.write(`${title}: ${text}\n`),
}

export const shell = { showItemInFolder: (path: string) => void (record.shownInFolder as string[]).push(path) }
export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false }
export const powerMonitor = new EventEmitter()
export const screen = { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] }

export const Menu = {
  buildFromTemplate: (template: unknown) => template,
  setApplicationMenu: (menu: unknown) => void (record.menus as unknown[]).push(menu),
}

export const utilityProcess = {
  fork: (modulePath: string, args: readonly string[], options: { env?: NodeJS.ProcessEnv }) => {
    const child = fork(modulePath, args, {
      execArgv: ['--import', new URL('./parent-port.ts', import.meta.url).href],
      env: options.env ?? process.env,
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    return Object.assign(child, {
      postMessage: (message: unknown) => void child.send(message as object, () => undefined),
    })
  },
}

listenToTest({ switches, record, app, powerMonitor, dialogAnswers, nativeTheme })
