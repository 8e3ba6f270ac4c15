import { Menu, type MenuItemConstructorOptions } from 'electron'

/** The menu: what the platform expects for editing, zoom and windows; tools for developers only in a checkout. */
export function setAppMenu(isDeveloper: boolean, platform: NodeJS.Platform = process.platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(isDeveloper, platform)))
}

export function menuTemplate(isDeveloper: boolean, platform: NodeJS.Platform): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin'
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ]
  const developer: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : [{ label: 'File', submenu: [{ role: 'quit' } as const] }]),
    { role: 'editMenu' },
    { label: 'View', submenu: isDeveloper ? [...view, ...developer] : view },
    { role: 'windowMenu' },
  ]
}
