import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { treeShap } from '../src/main/core/explain/tree-shap.ts'
import { treeShapRows } from '../src/main/core/explain/tree-shap-rows.ts'
import { readLightgbmText } from '../src/main/core/peers/lightgbm-text.ts'

/**
 * Times exact TreeSHAP and prints {wall, cpu, rss, worst} as JSON. Usage: node bench/explain-once.ts rows|one FOLDER ROWS COLUMNS
 * `rows`: all rows, from the trees on: tables are built inside the time; `worst` is the largest distance from the contributions of
 * LightGBM. `one`: 2,000 single cases after as many to warm up; `worst` is the 99% quantile of the wall time of a case in ms.
 */
const [what = '', folder = '', rows = '0', columns = '0'] = process.argv.slice(2)
const nRows = Number(rows)
const nColumns = Number(columns)
const { model } = readLightgbmText(readFileSync(join(folder, 'model.txt'), 'utf8'))
const places = model.characteristics.map(({ name }) => Number(name.slice(1)))
const seen = table()

function table(): Float64Array[] {
  const bytes = readFileSync(join(folder, 'table.f64'))
  const all = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
  const n = all.length / nColumns
  return places.map((j) => all.slice(j * n, j * n + nRows))
}

function timed<T>(work: () => T, worstOf: (result: T) => number): void {
  const cpuBefore = process.cpuUsage()
  const startedAt = performance.now()
  const result = work()
  const wall = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(cpuBefore)
  const rss = process.resourceUsage().maxRSS / 1024
  process.stdout.write(`${JSON.stringify({ wall, cpu: (user + system) / 1e6, rss, worst: worstOf(result) })}\n`)
}

function explainSingly(): number {
  const { explainSeen } = treeShap(model)
  const cases = Array.from({ length: 4000 }, (_, i) => Float64Array.from(seen, (values) => values[i % nRows]!))
  for (const one of cases.slice(0, 2000)) explainSeen(one)
  const times = cases.slice(2000).map((one) => {
    const startedAt = performance.now()
    explainSeen(one)
    return performance.now() - startedAt
  })
  return times.toSorted((a, b) => a - b)[1980]!
}

if (what === 'one') timed(explainSingly, (worst) => worst)
else timed(() => treeShapRows(model, seen).phi, distance)

function distance(phi: Float64Array): number {
  const path = join(folder, 'phi-peer.f64')
  if (!existsSync(path)) return Number.NaN
  const bytes = readFileSync(path)
  const peer = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8)
  let worst = 0
  for (let row = 0; row < nRows; row++)
    places.forEach((j, k) => {
      const gap = phi[row * places.length + k]! - peer[row * (nColumns + 1) + j]!
      worst = Math.max(worst, Math.abs(gap))
    })
  return worst
}
