import { type Job, jobSchema } from '../../shared/contract/job.ts'
import { AppError } from '../../shared/errors.ts'
import type { Connection, Statement } from './connection.ts'
import { jsonText, parseJsonColumn } from './json-column.ts'
import { resolveRef } from './resolve-ref.ts'

interface JobRow {
  readonly record: string
}

/** The history of jobs. */
export class JobStore {
  readonly #insert: Statement<never>
  readonly #update: Statement<never>
  readonly #get: Statement<JobRow>
  readonly #ids: Statement<{ id: string }>
  readonly #list: Statement<JobRow>
  readonly #unfinished: Statement<JobRow>

  constructor(connection: Connection) {
    this.#insert = connection.prepare('INSERT INTO job (id, state, created_at, record) VALUES (?, ?, ?, ?)')
    this.#update = connection.prepare('UPDATE job SET state = ?, record = ? WHERE id = ?')
    this.#get = connection.prepare('SELECT record FROM job WHERE id = ?')
    this.#ids = connection.prepare('SELECT id FROM job')
    this.#list = connection.prepare('SELECT record FROM job ORDER BY created_at DESC, rowid DESC LIMIT ?')
    this.#unfinished = connection.prepare("SELECT record FROM job WHERE state IN ('queued', 'running') ORDER BY rowid")
  }

  insert(job: Job): void {
    this.#insert.run(job.id, job.state, job.createdAt, jsonText(job))
  }

  /** @throws AppError `notFound` if the job was never inserted */
  update(job: Job): void {
    if (this.#update.run(job.state, jsonText(job), job.id) === 0)
      throw new AppError('notFound', `No job matches "${job.id}"`)
  }

  /** The job of that id, or of the only id that begins so. */
  get(ref: string): Job {
    const row = this.#get.get(ref) ?? this.#get.get(resolveRef('job', ref, this.#ids.all()).id)
    return jobOf(row!)
  }

  /** Newest first. */
  list(limit: number): Job[] {
    return this.#list.all(limit).map(jobOf)
  }

  /** Ends every job that was queued or running when the program stopped. Returns them as they are now. */
  interruptUnfinished(now: string): Job[] {
    return this.#unfinished.all().map((row) => {
      const job: Job = { ...jobOf(row), state: 'interrupted', finishedAt: now, etaMs: null, error: INTERRUPTED }
      this.update(job)
      return job
    })
  }
}

const INTERRUPTED: Job['error'] = {
  code: 'cancelled',
  message: 'The job was interrupted: the program ended before it finished',
  hint: 'Start it again. Nothing half-finished was kept.',
  place: null,
}

function jobOf(row: JobRow): Job {
  return parseJsonColumn(jobSchema, row.record, 'job')
}
