import type { DatasetVersion } from '../../../shared/contract/index.ts'
import { formatBytes, formatInstant } from '../../../shared/format.ts'
import { KeyValues } from '../../components/key-values.tsx'
import { decimalWord, delimiterWord, lineEndingWord } from './dialect-words.ts'

/** Where a version comes from: its file, and how it was read. */
export function SourceFacts({ dataset }: { dataset: DatasetVersion }) {
  const { dialect, source } = dataset
  return (
    <div className="columns-2">
      <KeyValues
        items={[
          ['File', source.fileName],
          ['Size', formatBytes(source.bytes)],
          ['SHA-256 of the file', <code key="sha">{source.sha256}</code>],
          ['Hash of the values', <code key="hash">{dataset.contentHash}</code>],
          ['Imported', `${formatInstant(dataset.createdAt)} UTC by ${dataset.createdBy}`],
          ['Id', <code key="id">{dataset.id}</code>],
        ]}
      />
      <KeyValues
        items={[
          ['First line', dialect.hasHeader === false ? 'Values; columns are numbered' : 'Column names'],
          ['Delimiter', delimiterWord(dialect.delimiter)],
          ['Quote', dialect.quote],
          ['Decimal sign', decimalWord(dialect.decimal)],
          ['Encoding', dialect.encoding],
          ['Lines end with', lineEndingWord(dialect.lineEnding)],
          ['Byte order mark', dialect.byteOrderMark ? 'Yes, skipped' : 'No'],
          ['Read as missing', dialect.missing.map((text) => (text === '' ? '(empty)' : text)).join(', ')],
        ]}
      />
    </div>
  )
}
