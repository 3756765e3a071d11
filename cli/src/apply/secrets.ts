// Where the secrets of new webhook endpoints go, which are shown once: into a file that only its owner can read, or to
// whoever sits at the terminal. Never into the log of a build without having been asked for, and never nowhere.
import { closeSync, constants, fchmodSync, fstatSync, fsyncSync, openSync, unlinkSync, writeSync } from 'node:fs'
import { UsageError } from '../failures.ts'

export interface NewSecret {
  readonly externalId: string
  readonly id: string
  readonly secret: string
}

export interface Secrets {
  /** What has to be said where it couldn't be kept; undefined where all is well. */
  keep(secret: NewSecret): string | undefined
  close(): void
}

export interface SecretsInput {
  readonly file: string | undefined
  /** Asked for by name: on stderr, wherever that leads. */
  readonly show: boolean
  readonly isTerminal: boolean
  readonly say: (line: string) => void
}

/** Opened before anything is written: a UsageError where there is no safe place for as many secrets as will come. */
export function openSecrets(count: number, { file, show, isTerminal, say }: SecretsInput): Secrets {
  if (count === 0) return { keep: () => undefined, close: () => undefined }
  if (file !== undefined) return intoFile(file)
  if (!show && !isTerminal)
    throw new UsageError(
      `It would make ${count} webhook ${count === 1 ? 'endpoint' : 'endpoints'}, whose ` +
        `${count === 1 ? 'secret is' : 'secrets are'} shown once, and nobody sits at a terminal to read ` +
        `${count === 1 ? 'it' : 'them'}. Name a file with --secrets-file, or say --show-secrets to have ` +
        `${count === 1 ? 'it' : 'them'} on stderr, where a build's log keeps it. Nothing was written.`,
    )
  return {
    keep: ({ externalId, id, secret }) => {
      say(`The secret of the webhook endpoint ${externalId} (${id}), shown this once: ${secret}`)
      return undefined
    },
    close: () => undefined,
  }
}

const ownerOnly = 0o600
const othersMay = 0o077

/** A line of JSON for each, after what is there. */
function intoFile(file: string): Secrets {
  const fd = opened(file)
  let isUsed = fstatSync(fd).size > 0
  return {
    keep: secret => {
      isUsed = true
      try {
        writeAll(fd, `${JSON.stringify(secret)}\n`)
        fsyncSync(fd)
        return undefined
      } catch (error) {
        const why = (error as NodeJS.ErrnoException).code ?? (error as Error).message
        return (
          `it was made, and its secret can't be written to ${file} (${why}): ` +
          `\`evently webhooks rotate-secret ${secret.id}\` makes another one`
        )
      }
    },
    close: () => {
      closeSync(fd)
      if (!isUsed) unlinkSync(file)
    },
  }
}

function opened(file: string): number {
  const { O_APPEND, O_CREAT, O_WRONLY, O_NOFOLLOW = 0 } = constants
  let fd: number
  try {
    fd = openSync(file, O_APPEND | O_CREAT | O_WRONLY | O_NOFOLLOW, ownerOnly)
  } catch (error) {
    throw new UsageError(`--secrets-file ${file} can't be written: ${(error as NodeJS.ErrnoException).code}.`)
  }
  const { mode, size } = fstatSync(fd)
  if (size > 0 && process.platform !== 'win32' && (mode & othersMay) !== 0) {
    closeSync(fd)
    throw new UsageError(`--secrets-file ${file} can be read by others: \`chmod 600 ${file}\`, or name another file.`)
  }
  fchmodSync(fd, ownerOnly)
  return fd
}

/** A full disk may take a part of it. */
function writeAll(fd: number, text: string): void {
  const bytes = Buffer.from(text)
  for (let written = 0; written < bytes.length; ) written += writeSync(fd, bytes, written)
}
