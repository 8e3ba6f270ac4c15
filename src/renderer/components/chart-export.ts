const PNG_SCALE = 2

/** Paints an SVG document on white at twice its size, sharp enough for paper. */
export async function svgToPng(svg: string, width: number, height: number): Promise<Blob> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = width * PNG_SCALE
  canvas.height = height * PNG_SCALE
  const context = canvas.getContext('2d')
  if (context === null) throw new Error('Drawing needs a canvas, got none from the browser')
  context.fillStyle = '#ffffff'
  context.fillRect(0, 0, canvas.width, canvas.height)
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  return await new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) =>
        blob === null ? reject(new Error('Drawing needs a PNG encoder, got none from the browser')) : resolve(blob),
      'image/png',
    )
  })
}

/** A chart's title above and its note below the drawing, so that a copied figure still says what it is. */
export function withCaption(
  svg: string,
  width: number,
  height: number,
  title: string,
  notes: readonly string[],
): { svg: string; height: number } {
  const inner = svg.replace(/^[\s\S]*?<svg[^>]*>/, '').replace(/<\/svg>\s*$/, '')
  const total = height + 44 + notes.length * 15
  const text = (y: number, size: number, weight: number, color: string, value: string) =>
    `<text x="12" y="${y}" font-family="'Source Sans 3', 'Segoe UI', Arial, sans-serif" font-size="${size}" font-weight="${weight}" fill="${color}">${escapeXml(value)}</text>`
  return {
    height: total,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${width}" height="${total}" viewBox="0 0 ${width} ${total}"><rect width="${width}" height="${total}" fill="#ffffff"/>${text(22, 14, 600, '#1a1e22', title)}<g transform="translate(0,34)">${inner}</g>${notes.map((note, index) => text(height + 50 + index * 15, 11, 400, '#59616a', note)).join('')}</svg>`,
  }
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
}
