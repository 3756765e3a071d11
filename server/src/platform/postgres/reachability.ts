// Whether a database can be worked with. Once a statement or a connection has got no answer in time, one probe at a
// time asks until there is an answer, and meanwhile nobody else waits: everybody is refused at once. The same probe
// finds out when a database that had no space left takes writes again.
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import { lackOf } from '../unreachable.ts'
import { NoAnswer, withSession } from './connections.ts'

export interface Reachability {
  /** Throws NoAnswer while the database does not answer. */
  admit(): void
  /** Called when something got no answer in time. */
  suspect(): void
  /** Called with the error that a statement failed with. */
  failed(error: unknown): void
  /** What is wrong with it, as "does not answer"; undefined: nothing that is known. */
  trouble(): string | undefined
  close(): void
}

export interface ReachabilityOptions {
  readonly name: string
  readonly url: string
  readonly applicationName: string
  readonly log?: Logger | undefined
}

export const doesNotAnswer = 'does not answer'
const probeEveryMs = 500
const probeBounds = { connectMsMax: 1_000, answerMsMax: 2_000 }
/** Makes its table's file longer, which a full disk doesn't allow, and leaves nothing behind. */
const writeSql = `begin;
create temporary table evently_probe on commit drop as
  select (select string_agg(md5(random()::text), '') from generate_series(1, 200) where line > 0) as text
  from generate_series(1, 64) as line;
rollback`

export function createReachability({ name, url, applicationName, log }: ReachabilityOptions): Reachability {
  let trouble: string | undefined
  let probing = false
  let closed = false

  async function probeUntilWell() {
    if (probing) return
    probing = true
    while (!closed) {
      const found = await probe()
      if (found !== trouble) tell(found)
      trouble = found
      if (!trouble) break
      await delay(probeEveryMs, undefined, { ref: false })
    }
    probing = false
  }

  /** Any other refusal is an answer: whoever asks next hears it. */
  async function probe(): Promise<string | undefined> {
    try {
      await withSession(
        { connectionString: url, application_name: applicationName },
        session => session.query(writeSql),
        probeBounds,
      )
      return undefined
    } catch (error) {
      return error instanceof NoAnswer ? doesNotAnswer : lackOf(error)
    }
  }

  function tell(found: string | undefined) {
    if (found)
      log?.error(
        { database: name, trouble: found },
        'a database cannot be worked with; who needs it is told to come back',
      )
    else log?.info({ database: name, trouble }, 'a database can be worked with again')
  }

  return {
    admit() {
      if (trouble === doesNotAnswer) throw new NoAnswer(`The ${name} database does not answer.`)
    },
    suspect() {
      void probeUntilWell()
    },
    failed(error) {
      if (lackOf(error)) void probeUntilWell()
    },
    trouble: () => trouble,
    close() {
      closed = true
    },
  }
}
