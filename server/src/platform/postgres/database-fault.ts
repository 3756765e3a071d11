// Why a database could not be opened at the start, as a sentence that says which setting to look at and what to do.
import { scrubbed } from '../observability/log.ts'
import { startCodeOf, StartError } from '../start-error.ts'
import { certificateFaultOf } from '../tls-faults.ts'
import { isUnreachable } from '../unreachable.ts'

export interface DatabaseAddress {
  readonly url: string
  /** The setting that names it; undefined: the embedded PostgreSQL, which none names. */
  readonly setting: string | undefined
}

/** As the beginning of a sentence. */
export const nameOf = ({ url, setting }: DatabaseAddress) =>
  setting === undefined
    ? 'The embedded PostgreSQL'
    : `The PostgreSQL of ${setting} at ${new URL(url).host || 'this machine'}`

/** The error as it is where no sentence is known for it. It contains neither the user nor the password. */
export function databaseFault(error: unknown, { url, setting }: DatabaseAddress): unknown {
  if (error instanceof StartError) return error
  const { hostname, pathname } = new URL(url)
  const database = decodeURIComponent(pathname.slice(1)) || 'of no name'
  const of = nameOf({ url, setting })
  const mend = setting === undefined ? 'Start again' : `Correct ${setting}`
  const sentence = sentenceFor(error, { of, mend, setting, hostname, database })
  return sentence === undefined ? error : new StartError(sentence, { cause: error })
}

interface Words {
  /** Whose fault it is, as the beginning of the sentence. */
  readonly of: string
  /** What to do, as its end. */
  readonly mend: string
  readonly setting: string | undefined
  readonly hostname: string
  readonly database: string
}

function sentenceFor(error: unknown, { of, mend, setting, hostname, database }: Words): string | undefined {
  const message = scrubbed((error as Error).message)
  const newer = /migration directory is corrupt, the following files are missing: (.*)$/.exec(message)?.[1]
  if (newer !== undefined) {
    return (
      `The database ${database} is of a newer release of Evently: it has ${newer}, which this release doesn't know. ` +
      'Start that release, or a later one.'
    )
  }
  if (/^SASL/.test(message)) return `${of} refuses the user or the password. ${mend}.`
  switch (startCodeOf(error)) {
    case 'ECONNREFUSED':
      return (
        `${of} refuses connections: nothing listens there. ` +
        `${setting === undefined ? mend : `Start it, or correct ${setting}`}.`
      )
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `${of} can't be found: no address is known for the name ${hostname}. ${mend}.`
    case '28000':
    case '28P01':
      return `${of} refuses the user or the password: ${message}. ${mend}.`
    case '3D000':
      return `${of} has no database ${database}. Make it (create database), or correct ${setting}.`
    case '42501':
      return (
        `${of} doesn't let its user do what is needed: ${message}. ` +
        `Give the user the right (for new databases: alter role … createdb), or name another user in ${setting}.`
      )
    case '53300':
      return `${of} has no connection left: ${message}. Raise its max_connections, or end what uses it.`
    case '53100':
      return `${of} has no space left on its disk. Free some and start again.`
    case '57P03':
      return `${of} is starting or stopping: ${message}. Start again in a moment.`
  }
  const certificate = certificateFaultOf(error)
  if (certificate && setting !== undefined) {
    const mends = {
      authority: `Name the file of its authority in EVENTLY_DATABASE_CA_FILE, or as sslrootcert in ${setting}`,
      name: `Name it in ${setting} as its certificate does, or take sslmode=verify-ca, which leaves the name alone`,
      certificate: 'Give it another certificate',
    } as const
    return `${of} ${certificate.words}. ${mends[certificate.kind]}.`
  }
  if (/SSL|TLS|certificate/i.test(message))
    return `${of} can't be spoken to as its URL asks (sslmode): ${message}. ${mend}.`
  if (!isUnreachable(error)) return undefined
  return (
    `${of} does not answer: ${message || startCodeOf(error)}. ` +
    `See whether it runs, or correct ${setting ?? 'its settings'}.`
  )
}
