/** Unlocks the workspace given, says so, and holds it until killed. */
import { unlockWorkspace } from '../../../../src/main/store/workspace-folder.ts'

const [directory = '', userName = '', password = ''] = process.argv.slice(2)
try {
  await unlockWorkspace({ directory, userName, password, clock: () => new Date(), newId: () => crypto.randomUUID() })
  process.stdout.write('held\n')
  setInterval(() => undefined, 1000)
} catch (error) {
  process.stdout.write(`${(error as { code?: string }).code}\n`)
}
