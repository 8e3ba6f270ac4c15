import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fitLogisticRegression } from '../src/main/core/learn/logistic-regression.ts'

/** Times one logistic regression and prints {wall, cpu, rss, coefficients} as JSON. Usage: node bench/logistic-once.ts FOLDER ROWS COLUMNS */
const [folder = '', rows = '0', columns = '0'] = process.argv.slice(2)
const nRows = Number(rows)
const bytes = readFileSync(join(folder, 'design.f64'))
const all = new Float64Array(bytes.buffer, bytes.byteOffset, nRows * Number(columns))
const design = Array.from({ length: Number(columns) }, (_, j) => all.subarray(j * nRows, (j + 1) * nRows))
const yTrue = new Uint8Array(readFileSync(join(folder, 'labels.u8')))
const cpuBefore = process.cpuUsage()
const startedAt = performance.now()
const { intercept, coefficients } = fitLogisticRegression({ design, yTrue })
const wall = (performance.now() - startedAt) / 1000
const { user, system } = process.cpuUsage(cpuBefore)
const estimates = [intercept, ...coefficients].map(({ estimate }) => estimate)
const rss = process.resourceUsage().maxRSS / 1024
process.stdout.write(`${JSON.stringify({ wall, cpu: (user + system) / 1e6, rss, coefficients: estimates })}\n`)
