/** Unlocks the workspace given and writes an import chunk by chunk, acknowledging each step, until killed. */
import { unlockWorkspace } from '../../../../src/main/store/workspace-folder.ts'
import { insertDataset, job } from '../record-fixtures.ts'

const [directory = '', userName = '', password = ''] = process.argv.slice(2)
const { workspace } = await unlockWorkspace({
  directory,
  userName,
  password,
  clock: () => new Date(),
  newId: () => crypto.randomUUID(),
})
const say = (line: string) => process.stdout.write(`${line}\n`)
const event = {
  actor: userName,
  roles: [],
  channel: 'test',
  sessionId: null,
  object: null,
  before: null,
  after: null,
  reason: null,
  result: 'done',
  build: 'test',
} as const
const run = process.pid
for (let round = 0; ; round++) {
  const id = `${run}-${round}`
  workspace.transaction(() => {
    workspace.jobs.insert(job({ id: `job-${id}` }))
    workspace.audit.append({ ...event, action: 'job.started' })
  })
  say(`job job-${id}`)
  const orphan = workspace.datasets.beginChunkSet()
  for (let chunk = 0; chunk < 3; chunk++) {
    workspace.datasets.writeChunk(orphan, 0, chunk, { type: 'numeric', values: new Float64Array(65_536).fill(chunk) })
    say(`chunk ${chunk}`)
  }
  insertDataset(workspace, { id: `dataset-${id}`, name: `loans-${id}` })
  say(`dataset dataset-${id}`)
  for (let i = 0; i < 100; i++) workspace.audit.append({ ...event, action: `step.${i}` })
  say(`events ${workspace.audit.count()}`)
}
