import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { binVariable } from '../src/main/core/binning/bin-variable.ts'
import type { Column } from '../src/main/core/frame/frame.ts'
import { binningParamsSchema } from '../src/shared/contract/index.ts'

/** Bins every column of a table that bench/binning.ts wrote and prints what it took, as JSON. Usage: node bench/binning-once.ts FOLDER */
const folder = resolve(process.argv[2] ?? '')

function bytesOf(name: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(join(folder, name))).buffer
}

const yTrue = new Uint8Array(bytesOf('y.u8'))
const names = JSON.parse(readFileSync(join(folder, 'columns.json'), 'utf8')) as readonly string[]
const columns = names.map((name): Column => {
  if (name.endsWith('.f64')) return { kind: 'numeric', name, values: new Float64Array(bytesOf(name)) }
  const codes = new Int32Array(bytesOf(name))
  const nLevels = codes.reduce((most, code) => Math.max(most, code + 1), 0)
  return { kind: 'text', name, codes, levels: Array.from({ length: nLevels }, (_, level) => `level ${level}`) }
})
const params = binningParamsSchema.parse({})
const cpu = process.cpuUsage()
const startedAt = performance.now()
const variables = columns.map((column) => binVariable(column, yTrue, params))
const wall = (performance.now() - startedAt) / 1000
const used = process.cpuUsage(cpu)
const figures = {
  wall,
  cpu: (used.user + used.system) / 1e6,
  rss: process.resourceUsage().maxRSS / 1024,
  informationValues: variables.map(({ informationValue }) => informationValue),
}
process.stdout.write(`${JSON.stringify(figures)}\n`)
