import { BrowserWindow, nativeTheme, type Session } from 'electron'
import { APP_URL } from './app-protocol.ts'
import { readWindowState, type WindowState, writeWindowState } from './window-state.ts'

const SMALLEST = { minWidth: 640, minHeight: 480 } as const
const BACKGROUND = { light: '#ffffff', dark: '#16181c' } as const

export interface MainWindowOptions {
  readonly session: Session
  readonly preloadPath: string
  readonly stateFile: string
  readonly isDeveloper: boolean
}

/** Opens the one window, where it was when it was closed last. */
export function openMainWindow(options: MainWindowOptions): BrowserWindow {
  const state = readWindowState(options.stateFile)
  const window = new BrowserWindow({
    ...boundsOf(state),
    ...SMALLEST,
    title: 'Assay',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
    webPreferences: {
      session: options.session,
      preload: options.preloadPath,
      sandbox: true,
      contextIsolation: true,
      webSecurity: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      allowRunningInsecureContent: false,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: options.isDeveloper,
    },
  })
  if (state?.isMaximized === true) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () =>
    writeWindowState(options.stateFile, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  )
  void window.loadURL(APP_URL)
  return window
}

function boundsOf(state: WindowState | null): { width: number; height: number; x?: number; y?: number } {
  if (state === null) return { width: 1360, height: 880 }
  return { width: state.width, height: state.height, x: state.x, y: state.y }
}
