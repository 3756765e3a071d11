// What a resource method returns: a promise of the data that can also show the response, or walk through all pages.
import { EventlyError } from './errors.ts'
import type { ResponseFacts } from './response.ts'

/** What every list answers with. */
export interface AnyPage<Item = unknown> {
  readonly data: readonly Item[]
  readonly hasMore: boolean
  readonly nextCursor: string | null
}

export interface Answered<Data> {
  readonly data: Data
  readonly response: ResponseFacts
}

/**
 * A promise of the data. A class with its own `then`, so that whoever only asks for the response leaves no rejection
 * unhandled.
 */
export class Answer<Data> implements Promise<Data> {
  readonly [Symbol.toStringTag] = 'Answer'
  readonly #answered: Promise<Answered<Data>>

  constructor(answered: Promise<Answered<Data>>) {
    this.#answered = answered
  }

  /** The data together with status and headers. */
  withResponse(): Promise<Answered<Data>> {
    return this.#answered
  }

  then<Then = Data, Else = never>(
    onData?: ((data: Data) => Then | PromiseLike<Then>) | null,
    onError?: ((error: unknown) => Else | PromiseLike<Else>) | null,
  ) {
    return this.#answered.then(({ data }) => data).then(onData, onError)
  }

  catch<Else = never>(onError?: ((error: unknown) => Else | PromiseLike<Else>) | null) {
    return this.then(undefined, onError)
  }

  finally(onEnd?: (() => void) | null) {
    return this.then().finally(onEnd)
  }
}

/** Awaited: the first page. Iterated: every item of every page, fetched as they are needed. */
export class PageAnswer<Page extends AnyPage> extends Answer<Page> implements AsyncIterable<Page['data'][number]> {
  readonly #fetchPage: (cursor: string) => PromiseLike<Page>

  constructor(first: Promise<Answered<Page>>, fetchPage: (cursor: string) => PromiseLike<Page>) {
    super(first)
    this.#fetchPage = fetchPage
  }

  /** Every page, the first one too. */
  async *pages(): AsyncGenerator<Page, void, undefined> {
    let page: Page = await this
    yield page
    while (page.hasMore && page.nextCursor !== null) {
      const cursor = page.nextCursor
      page = await this.#fetchPage(cursor)
      if (page.hasMore && page.nextCursor === cursor)
        throw new EventlyError('The list does not advance: the next cursor is the same again.')
      yield page
    }
  }

  /** The items of as many pages as that takes, `limit` of them at most. Throws TypeError for a limit that is none. */
  async toArray({ limit }: { readonly limit: number }): Promise<Page['data'][number][]> {
    if (!Number.isSafeInteger(limit) || limit < 0)
      throw new TypeError(`limit must be a whole number from 0 on; it is ${String(limit)}.`)
    const items: Page['data'][number][] = []
    for await (const page of this.pages()) {
      items.push(...page.data.slice(0, limit - items.length))
      if (items.length >= limit) break
    }
    return items
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Page['data'][number], void, undefined> {
    for await (const page of this.pages()) yield* page.data as readonly Page['data'][number][]
  }
}
