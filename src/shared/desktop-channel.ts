/** The one IPC channel between page and main process. Apart from the schemas, so that the preload stays a few lines. */
export const DESKTOP_CHANNEL = 'assay'
/** Tag of the window message with which the preload hands the page its end of the message port. */
export const PORT_MESSAGE = 'assay:port'
