import { runServe } from '../hosts/http/run-serve.ts'

process.exitCode = await runServe(process.argv.slice(2), import.meta.url)
