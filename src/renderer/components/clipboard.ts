/** Puts text, and optionally its HTML form, on the clipboard; works without the clipboard permission. */
export function copyText(plain: string, html?: string): boolean {
  const listener = (event: ClipboardEvent) => {
    event.preventDefault()
    event.clipboardData?.setData('text/plain', plain)
    if (html !== undefined) event.clipboardData?.setData('text/html', html)
  }
  document.addEventListener('copy', listener, { once: true, capture: true })
  try {
    return document.execCommand('copy')
  } finally {
    document.removeEventListener('copy', listener, { capture: true })
  }
}

/** Hands a file made on the screen to the person. */
export function saveBlob(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}

/** A title as a file name: lower case, hyphens. */
export function fileNameOf(title: string, extension: string): string {
  const base = title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
  return `${base === '' ? 'assay' : base}.${extension}`
}
