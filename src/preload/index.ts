import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopBridge } from '../shared/desktop.ts'
import { DESKTOP_CHANNEL, PORT_MESSAGE } from '../shared/desktop-channel.ts'

declare const window: {
  readonly location: { readonly origin: string }
  postMessage(message: string, targetOrigin: string, transfer: readonly object[]): void
}

const bridge: DesktopBridge = {
  connect: () => {
    const { port1, port2 } = new MessageChannel()
    ipcRenderer.postMessage(DESKTOP_CHANNEL, null, [port1 as never])
    // Ports cannot cross the context border by a return value; a window message carries them.
    window.postMessage(PORT_MESSAGE, window.location.origin, [port2])
  },
  request: (request) => ipcRenderer.invoke(DESKTOP_CHANNEL, request),
  pathOfFile: (file) => webUtils.getPathForFile(file as never),
}

contextBridge.exposeInMainWorld('assayDesktop', bridge)
