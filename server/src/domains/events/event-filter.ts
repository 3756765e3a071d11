// Which events a list has, in which order, and where its page begins.

export type EventSort = 'startsAt' | '-startsAt' | 'createdAt' | '-createdAt'
/** The place of a row in a list: its value of the sort, and its id where values are the same. */
export interface Position {
  readonly at: string
  readonly id: string
}
export interface EventFilter {
  readonly status?: 'draft' | 'published' | 'cancelled' | 'ended'
  readonly organizerId?: string
  readonly externalId?: string
  readonly seriesId?: string
  readonly metadata?: string
  readonly test?: boolean
  readonly category?: string
  readonly city?: string
  readonly startsAfter?: Date
  readonly startsBefore?: Date
  readonly currency?: string
  readonly maxPrice?: number
  readonly available?: boolean
}
export interface EventListInput extends EventFilter {
  readonly sort: EventSort
  readonly after?: Position
  readonly limit: number
}
