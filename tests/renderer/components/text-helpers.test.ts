import { describe, expect, it } from 'vitest'
import { withCaption } from '../../../src/renderer/components/chart-export.ts'
import { fileNameOf } from '../../../src/renderer/components/clipboard.ts'

describe('withCaption', () => {
  it('puts title and notes around the drawing on white, escaped', () => {
    const drawing = '<?xml version="1.0"?><svg width="10" height="20"><path d="M0 0"/></svg>'
    const { svg, height } = withCaption(drawing, 10, 20, 'AUC < 1 & rising', ['n = 5', 'Run 1'])
    expect(height).toBe(20 + 44 + 30)
    expect(svg).toContain('AUC &lt; 1 &amp; rising')
    expect(svg).toContain('fill="#ffffff"')
    expect(svg.match(/<svg/g)).toHaveLength(1)
    expect(svg).toContain('<path d="M0 0"/>')
  })
})

describe('fileNameOf', () => {
  it('keeps letters and digits only', () => {
    expect(fileNameOf('Hold-out AUC 0.788, against…', 'svg')).toBe('hold-out-auc-0-788-against.svg')
    expect(fileNameOf('≤≥', 'png')).toBe('assay.png')
  })
})
