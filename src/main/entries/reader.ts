import { entryPort } from '../jobs/reader-entry-port.ts'
import { serveReader } from '../jobs/reader-main.ts'
import { READER_TASKS } from '../jobs/reader-tasks.ts'

serveReader(entryPort(), READER_TASKS)
