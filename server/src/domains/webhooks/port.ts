// What other domains may ask of whoever makes messages.

/** A hint that there may be something to make messages of: looked at at once. */
export interface ChangesHint {
  /** Events whose inventories have changed, at most 1,000. */
  readonly inventories: readonly string[]
  /** Something has happened to events. */
  readonly events: boolean
}
export type NoteChanges = (hint: ChangesHint) => Promise<void>

export interface MessagesPort {
  readonly noteChanges: NoteChanges
}
