import { processIo } from '../hosts/cli/cli-io.ts'
import { runCli } from '../hosts/cli/run-cli.ts'
import { shippedDirectories } from '../hosts/host-directories.ts'
import { interruptionSignal } from '../hosts/interruption.ts'
import { createNodeApp } from '../hosts/node-app.ts'

const GRACE_MS = 3000
const AWAKE_MS = 60_000

// Waiting for an event that may come late (a job, a watched stream) keeps no handle open by itself.
const awake = setInterval(() => undefined, AWAKE_MS)

const exitCode = await runCli(process.argv.slice(2), {
  io: processIo(),
  shipped: shippedDirectories(import.meta.url),
  signal: interruptionSignal(),
  createApp: (host, overrides) => createNodeApp(host, import.meta.url, overrides),
})
// Output that could not be written has set its own code.
process.exitCode ??= exitCode
clearInterval(awake)
process.stdin.unref?.()
// Everything is closed by now; a handle forgotten by a library must not keep the terminal waiting.
setTimeout(() => process.exit(), GRACE_MS).unref()
