import { parserStarter, servesParser } from '../jobs/parser-entry.ts'
import { entryPort } from '../jobs/reader-entry-port.ts'
import { serveReader } from '../jobs/reader-main.ts'
import { READER_TASKS } from '../jobs/reader-tasks.ts'

// The parser threads of a reader run this same file.
if (!servesParser()) serveReader(entryPort(), READER_TASKS, parserStarter(new URL(import.meta.url)))
