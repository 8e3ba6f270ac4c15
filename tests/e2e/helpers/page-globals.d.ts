import type { DesktopBridge } from '../../../src/shared/desktop.ts'

declare global {
  interface Window {
    readonly assayDesktop?: DesktopBridge
  }
}
