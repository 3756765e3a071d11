// How far a listener has come, kept for the next one: for each profile, server and forward address.
import { isDeepStrictEqual } from 'node:util'
import { CommandError } from '../failures.ts'
import { fileAbout, keep, readKept } from './files.ts'

export type FeedMode = 'live' | 'test'

/** Where to begin in a feed, by the names of its parameters. */
export interface FeedStart {
  readonly after?: string
  readonly since?: string
  readonly from?: 'beginning' | 'end'
}

export interface Listener {
  readonly profile: string
  readonly baseUrl: string
  readonly forwardTo: string
}

type Positions = Partial<Record<FeedMode, FeedStart>>

interface Kept {
  readonly positions: Positions
  /** When they were written, by this machine's clock. */
  readonly at?: string
}

export type KeptPositions = ReturnType<typeof keptPositions>

export function keptPositions({ profile, baseUrl, forwardTo }: Listener) {
  const file = fileAbout('position', profile, baseUrl, forwardTo)
  let positions: Positions = {}
  let writing: Promise<void> | undefined
  let isStale = false
  let fault: unknown

  const kept = () => ({ profile, baseUrl, forwardTo, positions, at: new Date().toISOString() })

  /** One write at a time, and always of the newest: a burst of messages is a few of them. */
  async function write(): Promise<void> {
    while (isStale) {
      isStale = false
      fault = await keep(file, kept()).catch((error: unknown) => error)
    }
    writing = undefined
  }

  return {
    async read(): Promise<Kept> {
      const before = ((await readKept(file)) ?? {}) as Partial<Kept>
      positions = before.positions ?? {}
      return { ...before, positions }
    },
    /** Written soon; `flush` waits for it. */
    set(mode: FeedMode, position: FeedStart): void {
      if (isDeepStrictEqual(positions[mode], position)) return
      positions = { ...positions, [mode]: position }
      isStale = true
      writing ??= write()
    },
    /** Problems: CommandError `position_unwritable`, if the newest could not be written. */
    async flush(): Promise<void> {
      await writing
      if (fault === undefined) return
      const reason = fault instanceof Error ? fault.message : 'unknown reason'
      throw new CommandError('position_unwritable', `How far it has come can't be kept: ${reason}`)
    },
  }
}
