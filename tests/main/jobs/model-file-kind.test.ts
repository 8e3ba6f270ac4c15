import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { modelFileKind } from '../../../src/main/jobs/model-file-kind.ts'
import { PEERS } from '../core/peers/golden-cases.ts'

const text = (value: string) => new TextEncoder().encode(value)

describe('modelFileKind', () => {
  it.each([
    ['lightgbm-numeric.txt', 'lightgbm'],
    ['xgboost-numeric.golden.json', 'json'],
    ['onnx-base.onnx', 'onnx'],
  ])('%s is %s', (file, kind) => expect(modelFileKind(readFileSync(join(PEERS, file)))).toBe(kind))

  it.each([
    [text('\ufeff  <?xml version="1.0"?><PMML/>'), 'pmml'],
    [text('\n {"kind":"treeModel"}'), 'json'],
    [text('tree\r\nversion=v4'), 'lightgbm'],
    [text('trees are green'), 'unknown'],
    [Uint8Array.of(0x7b, 0x4c, 0, 0), 'ubjson'],
    [Uint8Array.of(0x80, 0x04, 0x95), 'pickle'],
    [Uint8Array.of(), 'unknown'],
    [Uint8Array.of(0x50, 0x4b, 3, 4), 'unknown'],
  ])('%s is %s', (bytes, kind) => expect(modelFileKind(bytes)).toBe(kind))
})
