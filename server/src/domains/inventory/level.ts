// Which inventories this release can write. An event that uses what only a later release knows has a higher level: a server
// of this release then answers 503 for it, instead of deciding without what it doesn't know (a rolling upgrade).

/** Raised by the release that adds what an older one must not ignore; that release writes it into `inventory.level` of the events that use it. */
export const INVENTORY_LEVEL = 1

/** An inventory of a level that this server doesn't know: nothing has been written. */
export class InventoryTooNew extends Error {}
