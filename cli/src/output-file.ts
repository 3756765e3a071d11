// What a command writes into a file that its user has named.
import { writeFile } from 'node:fs/promises'
import { UsageError } from './failures.ts'

const fileFaults: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
  EACCES: 'you may not write it',
  EPERM: 'you may not write it',
  EROFS: 'its file system can only be read',
  ENOSPC: 'the disk is full',
}

/** Replaces what is there. */
export async function writeTo(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await writeFile(file, content)
  } catch (error) {
    throw unwritable(file, error)
  }
}

/** What is said of a file that could not be written. */
export function unwritable(file: string, error: unknown): UsageError {
  const { code = 'unknown reason' } = error as NodeJS.ErrnoException
  return new UsageError(`${file} can't be written: ${fileFaults[code] ?? code}.`)
}
