// The file that is imported: read as often as that takes, from the disk or from what came on stdin.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { textOfChunks } from '../encoding.ts'
import { UsageError } from '../failures.ts'
import { unreadable } from '../input.ts'
import { beginning } from './beginning.ts'
import { readCsv } from './csv-rows.ts'
import { readJson, readNdjson } from './json-rows.ts'
import { UnreadableRows, type FileFormat, type RowSource } from './rows.ts'

export interface ImportFile {
  /** As messages name it. */
  readonly name: string
  /** Where other files of the import go by default: beside it. */
  readonly place: string
  readonly isStdin: boolean
  /** Begins at its start. `digest` resolves once all of it has been read: SHA-256, in hexadecimal. */
  open(): Promise<OpenRows>
  close(): Promise<void>
}

export interface OpenRows extends RowSource {
  digest(): string
}

const stdinPlace = 'evently-import'

/** `file` is a path, or `-`; stdin is kept in a file of its own until it is closed, as it is read more than once. */
export async function openImportFile(file: string, format?: FileFormat): Promise<ImportFile> {
  const isStdin = file === '-'
  const { path, close } = isStdin ? await keepStdin() : { path: file, close: async () => undefined }
  const name = isStdin ? 'What came on stdin' : file
  if (!isStdin) await mustBeReadable(file)
  return {
    name,
    place: isStdin ? stdinPlace : file,
    isStdin,
    close,
    async open() {
      const hash = createHash('sha256')
      const texts = plainLines(textOfChunks(hashed(createReadStream(path), hash), name))
      const { head, whole } = await beginning(texts, text => text.trim() !== '')
      if (head.trim() === '') throw new UnreadableRows(1, 'is empty')
      const source = await readAs(format ?? formatOf(file, head), whole)
      return { ...source, digest: () => hash.copy().digest('hex') }
    },
  }
}

async function readAs(format: FileFormat, texts: AsyncIterable<string>): Promise<RowSource> {
  if (format === 'csv') return readCsv(texts)
  return format === 'json' ? readJson(texts) : readNdjson(texts)
}

/** By the file's name; of another name by what it begins with. */
function formatOf(file: string, head: string): FileFormat {
  const ending = /\.(csv|tsv|txt|json|ndjson|jsonl)$/i.exec(file)?.[1]?.toLowerCase()
  if (ending === 'csv' || ending === 'tsv') return 'csv'
  if (ending === 'ndjson' || ending === 'jsonl') return 'ndjson'
  if (head.trimStart().startsWith('[')) return 'json'
  if (head.trimStart().startsWith('{')) return ending === 'json' ? 'json' : 'ndjson'
  return ending === 'json' ? 'json' : 'csv'
}

async function mustBeReadable(file: string): Promise<void> {
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    throw unreadable(file, error)
  })
  if (!found.isFile()) throw new UsageError(`${file} is not a file. To import from a pipe, write - and pipe it in.`)
}

async function keepStdin() {
  const folder = await mkdtemp(join(tmpdir(), 'evently-import-'))
  const path = join(folder, 'stdin')
  const close = () => rm(folder, { recursive: true, force: true })
  try {
    await pipeline(process.stdin, createWriteStream(path, { mode: 0o600 }))
  } catch (error) {
    await close()
    throw error
  }
  return { path, close }
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: { update(bytes: Uint8Array): unknown }) {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}

/** CR LF and a lone CR become LF, so that lines are counted alike wherever a file comes from. */
export async function* plainLines(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ''
  for await (const text of texts) {
    const whole = held + text
    held = whole.endsWith('\r') ? '\r' : ''
    yield (held === '' ? whole : whole.slice(0, -1)).replaceAll(/\r\n?/g, '\n')
  }
  if (held !== '') yield '\n'
}
