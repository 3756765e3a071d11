// Lists: as many items as were asked for, from as many pages as that takes, answered as one page.
import type { AnyPage, QueryInput } from '@evently/sdk'
import { Flags } from '@oclif/core'
import { CommandError } from './failures.ts'

export interface ListFlags {
  readonly limit: number
  readonly all: boolean
  readonly cursor?: string
}

const pageItemsMax = 100

export const columnsFlag = Flags.string({
  summary: 'Show these columns of the table alone, by their names.',
  helpValue: 'id,title',
})

export const listFlags = {
  limit: Flags.integer({
    char: 'L',
    summary: 'How many to show at most.',
    default: 20,
    min: 1,
    max: 1_000_000,
    helpValue: '<number>',
    exclusive: ['all'],
  }),
  all: Flags.boolean({ summary: 'Show all of them.' }),
  cursor: Flags.string({ summary: 'Go on from the `nextCursor` of an earlier answer.', helpValue: '<cursor>' }),
  columns: columnsFlag,
}

export async function readPages<Page extends AnyPage>(
  fetchPage: (query: QueryInput) => Promise<Page>,
  { limit, all, cursor }: ListFlags,
  cursorName = 'cursor',
): Promise<Page> {
  const wanted = all ? Infinity : limit
  const fetchNext = (have: number, from: string | undefined) =>
    fetchPage({ limit: Math.min(pageItemsMax, wanted - have), [cursorName]: from })
  let page = await fetchNext(0, cursor)
  const data = [...page.data]
  while (page.hasMore && page.nextCursor !== null && data.length < wanted) {
    const from = page.nextCursor
    page = await fetchNext(data.length, from)
    if (page.hasMore && page.nextCursor === from)
      throw new CommandError('unexpected_answer', 'The list does not advance: the next cursor is the same again.')
    data.push(...page.data)
  }
  return { ...page, data }
}
