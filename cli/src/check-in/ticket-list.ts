// The tickets of an event in a file, for scanning without a network.
import { randomUUID } from 'node:crypto'
import { rename, rm, writeFile } from 'node:fs/promises'
import type { CheckInKey, CheckInTicket, CheckInTicketList } from '@evently/sdk'
import { UsageError } from '../failures.ts'
import { isThere, readJsonObject } from '../input.ts'
import { unwritable } from '../output-file.ts'

export interface TicketList {
  readonly eventId: string
  /** Where to read on from. */
  readonly nextCursor: string
  readonly keys: readonly CheckInKey[]
  readonly tickets: readonly CheckInTicket[]
}

/** Undefined where there is no such file. Throws a UsageError for one that is something else, or of another event. */
export async function readTicketList(file: string, eventId: string): Promise<TicketList | undefined> {
  if (!(await isThere(file))) return undefined
  const list = (await readJsonObject(file)) as Partial<TicketList>
  if (typeof list.nextCursor !== 'string' || !Array.isArray(list.tickets) || !Array.isArray(list.keys))
    throw new UsageError(`${file} is no list of tickets: \`check-in download\` writes one.`)
  if (list.eventId !== eventId)
    throw new UsageError(`${file} has the tickets of another event: ${JSON.stringify(list.eventId)}.`)
  return list as TicketList
}

/** The list with a page of what is new or has changed. */
export function withPage(
  list: TicketList | undefined,
  { eventId, data, nextCursor, keys }: CheckInTicketList,
): TicketList {
  const tickets = new Map([...(list?.tickets ?? []), ...data].map(ticket => [ticket.id, ticket]))
  return { eventId, nextCursor, keys, tickets: [...tickets.values()] }
}

/** As a whole or not at all: whoever scans from it at this moment reads the one or the other. */
export async function writeTicketList(file: string, list: TicketList): Promise<void> {
  const draft = `${file}.${randomUUID()}`
  try {
    await writeFile(draft, `${JSON.stringify(list)}\n`, { flag: 'wx', mode: 0o600 })
    await rename(draft, file)
  } catch (error) {
    throw unwritable(file, error)
  } finally {
    await rm(draft, { force: true })
  }
}
